/**
 * What is tried before the work begins, and for the command {@code check}: whether each system answers, takes our key and knows what we name;
 * nothing is written. Calls the systems itself, for no route runs yet. Knows {@code settings}, {@code ivanti} and {@code intelx}.
 */
@NullMarked
package io.github.iocenrichment.check;

import org.jspecify.annotations.NullMarked;
