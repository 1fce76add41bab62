/** Untrusted text made fit to be shown: one line, bounded, with addresses that cannot be clicked. */
@NullMarked
package io.github.iocenrichment.text;

import org.jspecify.annotations.NullMarked;
