/** What all stages share: names of the stages, the log of an incident, failures in words. */
@NullMarked
package io.github.iocenrichment.stage;

import org.jspecify.annotations.NullMarked;
