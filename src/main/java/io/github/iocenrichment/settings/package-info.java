/**
 * Settings: every property with its default, its check and its words; read from file, environment and command line.
 */
package io.github.iocenrichment.settings;
