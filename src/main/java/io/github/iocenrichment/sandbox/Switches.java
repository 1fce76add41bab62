package io.github.iocenrichment.sandbox;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Positions of all switches, changed by tests while the sandbox runs. */
final class Switches {
    private final Map<Switch, String> positions = new EnumMap<>(Switch.class);

    synchronized void turn(Switch which, String value) {
        positions.put(which, value);
    }

    synchronized void reset() {
        positions.clear();
    }

    synchronized String text(Switch which) {
        return positions.getOrDefault(which, which.standard());
    }

    boolean on(Switch which) {
        return Boolean.parseBoolean(text(which));
    }

    boolean is(Switch which, String value) {
        return text(which).equals(value);
    }

    int number(Switch which) {
        return Integer.parseInt(text(which));
    }

    Duration duration(Switch which) {
        return Duration.parse(text(which));
    }

    /** The parts of a comma separated value, without empty ones. */
    List<String> list(Switch which) {
        return Arrays.stream(text(which).split(",")).map(String::strip).filter(part -> !part.isEmpty()).toList();
    }

    Map<String, String> all() {
        Map<String, String> all = new TreeMap<>();
        for (Switch each : Switch.values()) {
            all.put(each.label(), text(each));
        }
        return all;
    }
}
