/**
 * The program put together: the command line, the start and end of a run, the beans with their settings, the HTTP clients, replay and dry run.
 * What the packages below it hold is on the plan in {@code docs/architecture.md}.
 */
@NullMarked
package io.github.iocenrichment;

import org.jspecify.annotations.NullMarked;
