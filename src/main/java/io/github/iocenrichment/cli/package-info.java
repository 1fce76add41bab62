/**
 * Commands of the program that need no routes.
 */
@NullMarked
package io.github.iocenrichment.cli;

import org.jspecify.annotations.NullMarked;
