/**
 * The outside world in one process: Ivanti, the vendors and Intel Exchange on loopback, faithful to their contracts, for trying and testing.
 */
package io.github.iocenrichment.sandbox;
