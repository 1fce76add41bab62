/** Untrusted text made fit to be shown: one line, bounded, with addresses that cannot be clicked. */
package io.github.iocenrichment.text;
