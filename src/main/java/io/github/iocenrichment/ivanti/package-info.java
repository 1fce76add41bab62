/**
 * Ivanti ITSM: how it is asked, what its answers mean and which of its incidents are ours. Calls nobody; knows {@code indicator}
 * and, for the form of an HTTP answer, {@code source}.
 */
package io.github.iocenrichment.ivanti;
