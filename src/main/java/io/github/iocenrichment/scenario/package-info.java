/**
 * Tests and stubs of routes as YAML: what is given, what the outside systems answer, and what is expected. Reads the files, plays the outside systems on
 * loopback and compares; who runs the routes is the program's business.
 */
@NullMarked
package io.github.iocenrichment.scenario;

import org.jspecify.annotations.NullMarked;
