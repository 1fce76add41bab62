/**
 * The durable hand-over between routes: a small Camel component. Knows {@code store}, in whose database its rows live.
 * What it guarantees is written at {@link io.github.iocenrichment.task.TaskEndpoint}.
 */
@NullMarked
package io.github.iocenrichment.task;

import org.jspecify.annotations.NullMarked;
