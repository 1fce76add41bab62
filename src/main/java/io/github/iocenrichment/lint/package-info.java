/**
 * What is wrong with the route files and their settings, before anything is started: one line a fault, with file, line, route, step and remedy. Reads
 * YAML with the lines it stands on, the schema of Camel's YAML DSL and the descriptors of the components on the class path; knows no type of Camel.
 */
@NullMarked
package io.github.iocenrichment.lint;

import org.jspecify.annotations.NullMarked;
