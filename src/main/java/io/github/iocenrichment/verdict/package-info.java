/**
 * Verdicts: answers in, one verdict with the rules that fired out. Knows {@code source} and {@code indicator}.
 */
package io.github.iocenrichment.verdict;
