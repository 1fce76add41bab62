/**
 * What notes and record incidents say about one incident. Knows {@code verdict} and the packages below it.
 */
package io.github.iocenrichment.report;
