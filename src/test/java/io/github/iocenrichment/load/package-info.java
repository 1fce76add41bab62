/**
 * {@code make load}: measures the shipped jar against the sandbox, each in a process of its own, and prints the table of docs/performance.md.
 * {@link io.github.iocenrichment.load.LoadRun} is where it begins.
 */
package io.github.iocenrichment.load;
