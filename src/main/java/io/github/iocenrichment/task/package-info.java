/**
 * The durable hand-over between routes: a small Camel component over db-scheduler.
 */
package io.github.iocenrichment.task;
