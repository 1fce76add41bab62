/**
 * Settings: every property with its default, its check and its words; read from file, environment and command line. Also what
 * follows from them before anything else starts: a free port, and a log that shows no secret. Knows {@code ivanti}, for the
 * check of its filter.
 */
@NullMarked
package io.github.iocenrichment.settings;

import org.jspecify.annotations.NullMarked;
