package io.github.iocenrichment.stix;

import io.github.iocenrichment.indicator.IndicatorType;

/**
 * A value that went out as an {@code indicator} object, so that a look-up can confirm its arrival.
 *
 * @param id    id of the indicator object
 * @param type  kind of the value
 * @param value the value itself, as platforms are asked for it
 * @param name  what the object is called, {@code SHA-256 7331…} for a hash, else the value
 */
public record Published(String id, IndicatorType type, String value, String name) {
}
