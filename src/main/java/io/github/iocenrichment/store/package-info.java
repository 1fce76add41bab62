/**
 * The store: repositories over JDBC for H2 and PostgreSQL. Every change that must survive kill -9 goes through here.
 */
package io.github.iocenrichment.store;
