/**
 * What notes and record incidents say about one incident. Knows {@code verdict} and the packages below it.
 */
@NullMarked
package io.github.iocenrichment.report;

import org.jspecify.annotations.NullMarked;
