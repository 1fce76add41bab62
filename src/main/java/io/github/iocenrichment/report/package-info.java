/**
 * What notes and record incidents say about one incident. Knows {@code verdict} and the packages below it,
 * and {@code settings}, whose names a note may say.
 */
package io.github.iocenrichment.report;
