package io.github.iocenrichment.store;

/**
 * For whom a call is to be paid.
 *
 * @param owner    the piece of work that asks: the incident's RecId
 * @param priority of the incident, 1 (highest) to 5
 * @param late     true when its report went out already: then everybody who waits goes first
 */
public record QuotaRequest(String owner, int priority, boolean late) {
}
