/** What routes may see and send of an incident, and the effect around sending it to an added output. */
package io.github.iocenrichment.output;
