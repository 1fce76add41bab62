/**
 * Indicators: what they are, how they are found in text and which of them may leave the organisation. Knows the package files only.
 */
@NullMarked
package io.github.iocenrichment.indicator;

import org.jspecify.annotations.NullMarked;
