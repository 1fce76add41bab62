/**
 * Verdicts: answers in, one verdict with the rules that fired out. Knows {@code source} and {@code indicator}.
 */
@NullMarked
package io.github.iocenrichment.verdict;

import org.jspecify.annotations.NullMarked;
