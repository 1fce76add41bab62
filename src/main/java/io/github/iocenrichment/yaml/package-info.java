/** YAML with the lines on which it stands, for those who have to say where something is wrong. */
package io.github.iocenrichment.yaml;
