package io.github.iocenrichment.lint;

import io.github.iocenrichment.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a Kamelet asks of those who call it.
 *
 * @param name       of its file
 * @param parameters all that it takes
 * @param required   those that must be given
 * @param defaults   those that have a value of their own
 * @param examples   a value for each, with which its own texts can be read
 * @param uris       endpoints that it calls, as written
 */
record Kamelet(String name, Set<String> parameters, Set<String> required, Set<String> defaults, Map<String, String> examples, List<String> uris) {
    static Kamelet of(String name, YamlNode root) {
        YamlNode definition = root.at("spec").at("definition");
        Set<String> required = new TreeSet<>();
        definition.at("required").items().forEach(one -> required.add(one.text()));
        Set<String> parameters = new TreeSet<>();
        Set<String> defaults = new TreeSet<>();
        Map<String, String> examples = new LinkedHashMap<>();
        for (YamlNode.Entry property : definition.at("properties").entries()) {
            parameters.add(property.key());
            if (property.value().has("default")) {
                defaults.add(property.key());
            }
            String example = property.value().at("example").text();
            examples.put(property.key(), example.isEmpty() ? property.value().at("default").text() : example);
        }
        // Camel gives these by itself
        examples.putIfAbsent("routeId", name);
        examples.putIfAbsent("templateId", name);
        List<String> uris = new ArrayList<>();
        uris(root.at("spec").at("template"), uris);
        return new Kamelet(name, parameters, required, defaults, examples, uris);
    }

    private static void uris(YamlNode node, List<String> uris) {
        for (YamlNode.Entry entry : node.entries()) {
            if (entry.key().equals("uri")) {
                uris.add(entry.value().text());
            }
            uris(entry.value(), uris);
        }
        node.items().forEach(item -> uris(item, uris));
    }
}
