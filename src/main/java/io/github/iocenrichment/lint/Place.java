package io.github.iocenrichment.lint;

import io.github.iocenrichment.yaml.YamlNode;

/**
 * Where in a file something stands.
 *
 * @param file  path from the top folder
 * @param route id of the route; empty outside of one
 * @param step  id or kind of the step; empty outside of one
 */
record Place(String file, String route, String step) {
    static Place of(String file) {
        return new Place(file, "", "");
    }

    Place route(String id) {
        return new Place(file, id, "");
    }

    Place step(String id) {
        return new Place(file, route, id);
    }

    /** Below a key that is a route or a step, whose id it takes. */
    Place within(String key, YamlNode node) {
        return switch (key) {
            case "route", "routeConfiguration" -> node.at("id").isScalar() ? route(node.at("id").text()) : this;
            case "from", "steps", "expression", "parameters" -> this;
            default -> node.isMap() && node.at("id").isScalar() ? step(node.at("id").text()) : this;
        };
    }

    /** At a key that is not known: below {@code steps} it is a step. */
    Place at(YamlNode.Entry entry, String name) {
        return name.equals("steps") ? step(entry.value().at("id").isScalar() ? entry.value().at("id").text() : entry.key()) : this;
    }
}
