/** New incidents: the poll, the loop guard, and what a ticket and its attachments hold. */
package io.github.iocenrichment.intake;
