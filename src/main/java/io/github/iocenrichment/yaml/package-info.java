/** YAML with the lines on which it stands, for those who have to say where something is wrong. */
@NullMarked
package io.github.iocenrichment.yaml;

import org.jspecify.annotations.NullMarked;
