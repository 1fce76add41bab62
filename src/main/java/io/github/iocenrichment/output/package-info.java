/** What routes may see and send of an incident, and the effect around sending it to an added output. */
@NullMarked
package io.github.iocenrichment.output;

import org.jspecify.annotations.NullMarked;
