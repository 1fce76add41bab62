/**
 * Ivanti ITSM: what its answers mean and which of its incidents are ours. Knows {@code indicator}.
 */
package io.github.iocenrichment.ivanti;
