/**
 * Ivanti ITSM: how it is asked, what its answers mean and which of its incidents are ours. Calls nobody; knows {@code indicator}
 * and, for the form of an HTTP answer, {@code source}.
 */
@NullMarked
package io.github.iocenrichment.ivanti;

import org.jspecify.annotations.NullMarked;
