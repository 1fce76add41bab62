/**
 * What notes and record incidents say about one incident. Knows {@code verdict} and the rooms below it.
 */
package io.github.iocenrichment.report;
