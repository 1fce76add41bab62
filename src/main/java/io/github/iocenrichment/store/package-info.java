/**
 * The store: repositories over JDBC for H2 and PostgreSQL. Every change that must survive kill -9 goes through
 * {@link io.github.iocenrichment.store.Transactions}: it is on the disk when the call returns, or with the commit of the unit of work that the thread has.
 * Knows {@code indicator}, {@code source} and {@code stix}, whose values it keeps.
 */
@NullMarked
package io.github.iocenrichment.store;

import org.jspecify.annotations.NullMarked;
