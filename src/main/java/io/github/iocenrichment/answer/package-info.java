/** What is written to Ivanti: the record incident, the journal notes and their attachment. */
package io.github.iocenrichment.answer;
