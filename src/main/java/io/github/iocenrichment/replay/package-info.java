/** Doing incidents again, and comparing what would be written with what was. */
@NullMarked
package io.github.iocenrichment.replay;

import org.jspecify.annotations.NullMarked;
