package io.github.iocenrichment.lint;

import io.github.iocenrichment.settings.NearestName;
import io.github.iocenrichment.yaml.YamlNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a Kamelet says of itself before its steps: Camel reads over a key that it does not know, and then lacks what stands there. */
final class KameletHead {
    private static final Map<String, Set<String>> KEYS = Map.of(
            "the Kamelet", Set.of("apiVersion", "kind", "metadata", "spec"),
            "metadata", Set.of("name", "labels", "annotations", "namespace"),
            "spec", Set.of("definition", "template", "dependencies", "dataTypes", "types", "sources", "versions"),
            "definition", Set.of("title", "description", "type", "required", "properties", "id", "schema", "externalDocs", "example"),
            "property", Set.of("title", "description", "type", "default", "example", "examples", "enum", "format", "pattern", "minimum", "maximum",
                    "minLength", "maxLength", "nullable", "deprecated", "x-descriptors", "id", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
            "template", Set.of("from", "beans", "id", "route", "description", "note"));

    private final Complaints complaints;

    KameletHead(Complaints complaints) {
        this.complaints = complaints;
    }

    void check(Place place, YamlNode root) {
        keys(place, "the Kamelet", root);
        if (!root.at("kind").text().equals("Kamelet") && root.has("kind")) {
            complaints.add(place, root.lineOf("kind"), "'kind' is '" + root.at("kind").text() + "'", "write 'kind: Kamelet'");
        }
        keys(place, "metadata", root.at("metadata"));
        String name = root.at("metadata").at("name").text();
        if (!name.isEmpty() && !name.equals(place.route())) {
            complaints.add(place, root.at("metadata").lineOf("name"), "is called '" + name + "' in its file", "write 'name: " + place.route()
                    + "', for a Kamelet is found by the name of its file");
        }
        YamlNode spec = root.at("spec");
        keys(place, "spec", spec);
        keys(place, "definition", spec.at("definition"));
        keys(place, "template", spec.at("template"));
        Set<String> properties = new TreeSet<>();
        for (YamlNode.Entry property : spec.at("definition").at("properties").entries()) {
            properties.add(property.key());
            keys(place, "property", property.value());
        }
        for (YamlNode needed : spec.at("definition").at("required").items()) {
            if (!properties.contains(needed.text())) {
                complaints.absent(needed.text(), place, needed.line(), "requires '" + needed.text() + "', which is no property of it",
                        NearestName.remedy(needed.text(), properties, "describe it under spec.definition.properties"));
            }
        }
    }

    private void keys(Place place, String of, YamlNode node) {
        Set<String> allowed = KEYS.get(of);
        for (YamlNode.Entry entry : node.entries()) {
            if (!allowed.contains(entry.key())) {
                complaints.add(place, entry.line(), (of.equals("the Kamelet") ? of : "'" + of + "' of the Kamelet") + " has no '" + entry.key() + "'",
                        NearestName.remedy(entry.key(), new TreeSet<>(allowed), "it may have " + String.join(", ", new TreeSet<>(allowed))));
                complaints.unread(entry.value());
            }
        }
    }
}
