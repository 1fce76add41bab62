/** New incidents: the poll, the loop guard, and what a ticket and its attachments hold. */
@NullMarked
package io.github.iocenrichment.intake;

import org.jspecify.annotations.NullMarked;
