package io.github.iocenrichment.store;

/**
 * The part of a source's day that one incident may take; what it is in calls is planned at the incident's first call there on that day.
 *
 * @param owner    the incident's RecId
 * @param percent  of what is left of the day by then, 1 to 100; at least one call
 * @param reserved so many calls of it are kept for other questions of the incident, which go first
 */
public record Share(String owner, int percent, int reserved) {
}
