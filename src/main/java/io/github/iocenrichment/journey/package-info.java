/**
 * The beans that the routes call: one for each stage of the journey. A bean opens the stage's work from the store, understands what the route
 * fetched, and keeps the result; the route decides what happens next. Plain Java, calls nobody over HTTP, may know every room but {@code web}.
 */
package io.github.iocenrichment.journey;
