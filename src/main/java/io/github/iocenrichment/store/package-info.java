/**
 * The store: repositories over JDBC for H2 and PostgreSQL. Every change that must survive kill -9 goes through here; when a call returns,
 * its change is on the disk. Knows {@code indicator}, {@code source} and {@code stix}, whose values it keeps.
 */
package io.github.iocenrichment.store;
