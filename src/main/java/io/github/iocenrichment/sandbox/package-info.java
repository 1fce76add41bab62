/**
 * The outside world in one process: Ivanti, the vendors and Intel Exchange on loopback, faithful to their contracts, for trying and testing.
 *
 * <p>{@link io.github.iocenrichment.sandbox.Sandbox} opens one port for each system, so that a request can only be meant for the system it
 * reaches, and keeps everything in memory. What goes wrong is put in as a {@link io.github.iocenrichment.sandbox.Fault}; where the real
 * systems are known to differ, a {@link io.github.iocenrichment.sandbox.Switch} chooses. Both can be set from another process over the control
 * address, where everything that was received can be read as JSON. What the systems know stands in {@code /sandbox/*.json}, readable and
 * with dates relative to the start. Knows no other package.
 */
@NullMarked
package io.github.iocenrichment.sandbox;

import org.jspecify.annotations.NullMarked;
