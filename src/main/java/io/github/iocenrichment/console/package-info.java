/**
 * The views of the console: one incident, search, work, sources, trends, and the orders that their buttons give. What they show is cleaned here and escaped by
 * the templates under {@code /web}.
 */
@NullMarked
package io.github.iocenrichment.console;

import org.jspecify.annotations.NullMarked;
