/** What is written to Ivanti: the record incident, the journal notes and their attachment. */
@NullMarked
package io.github.iocenrichment.answer;

import org.jspecify.annotations.NullMarked;
