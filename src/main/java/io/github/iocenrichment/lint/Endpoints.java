package io.github.iocenrichment.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.settings.CamelComponents;
import io.github.iocenrichment.settings.NearestName;
import io.github.iocenrichment.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The endpoints that routes start from and call: component, options, and whether somebody answers. */
final class Endpoints {
    /** Endpoints within the program: a route has to start from what another one calls. */
    private static final Set<String> WITHIN = Set.of("direct", "task", "seda");
    /** Parameters of a Kamelet that calls a source. */
    private static final String SOURCE = "source";
    private static final String TYPES = "types";
    private static final List<String> COMMON = List.of("direct", "task", "kamelet", "seda", "timer", "quartz", "log", "http", "https", "platform-http", "bean");

    private final LintSubject subject;
    private final Placeholders placeholders;
    private final Complaints complaints;
    private final Map<String, Place> starts = new TreeMap<>();
    private final Set<String> called = new TreeSet<>();
    private final Map<String, Kamelet> kamelets = new TreeMap<>();
    private final AddedOutputCalls outputs;
    /** Sources whose file says what they are asked about. */
    private final Set<String> declared = new TreeSet<>();

    Endpoints(LintSubject subject, Placeholders placeholders, Complaints complaints) {
        this.subject = subject;
        this.placeholders = placeholders;
        this.complaints = complaints;
        this.outputs = new AddedOutputCalls(subject, complaints);
    }

    /** What can be said of outputs when every call is known. */
    void outputs() {
        outputs.misspelt();
    }

    /** Notes from where a route starts, before any call is checked. */
    void starts(Place place, YamlNode from) {
        String uri = name(from, Map.of());
        if (WITHIN.contains(scheme(uri)) && starts.putIfAbsent(uri, place) != null) {
            complaints.add(place, from.lineOf("uri"), "a second route starts from " + uri, "let one of them start from another name");
        }
    }

    void add(Kamelet kamelet) {
        kamelets.put(kamelet.name(), kamelet);
    }

    boolean isStart(String uri) {
        return starts.containsKey(uri);
    }

    Map<String, Place> starts() {
        return starts;
    }

    /** Whether some step calls an endpoint by its full name. */
    boolean isCalled(String uri) {
        return called.contains(uri);
    }

    /**
     * Checks an endpoint.
     *
     * @param isFrom     whether a route starts from it
     * @param parameters of the Kamelet in which it stands; empty elsewhere
     */
    void check(Place place, YamlNode step, boolean isFrom, Map<String, String> parameters) {
        int line = step.lineOf("uri");
        String written = step.at("uri").text();
        if (written.isEmpty()) {
            return;
        }
        if (written.contains("?")) {
            complaints.add(place, line, "options in the uri " + written, "put them under 'parameters'");
        }
        if (written.startsWith("{{")) {
            // whoever uses the Kamelet names the component
            return;
        }
        String uri = name(step, parameters);
        String scheme = scheme(uri);
        if (scheme.isEmpty() || scheme.contains("{{") || scheme.contains("${")) {
            return;
        }
        Optional<Component> component = component(place, line, scheme);
        if (component.isEmpty() && !subject.beans().containsKey(scheme)) {
            return;
        }
        if (scheme.equals("kamelet")) {
            kamelet(place, line, uri, step.at("parameters"));
        } else if (component.isPresent()) {
            options(place, uri, component.get(), step.at("parameters"));
        }
        if (!isFrom) {
            call(place, line, uri);
        }
        String onParked = scheme.equals("task") ? step.at("parameters").at("onParked").text() : "";
        if (!onParked.isEmpty()) {
            call(place, step.at("parameters").lineOf("onParked"), "task:" + onParked);
        }
    }

    /** Checks that somebody answers a call within the program. */
    void call(Place place, int line, String uri) {
        called.add(uri);
        if (WITHIN.contains(scheme(uri)) && !uri.contains("{{") && !uri.contains("${") && !starts.containsKey(uri)) {
            String prefix = scheme(uri) + ":";
            List<String> alike = starts.keySet().stream().filter(start -> start.startsWith(prefix)).map(start -> start.substring(prefix.length())).toList();
            complaints.absent(uri, place, line, "no endpoint " + uri, NearestName.close(uri.substring(prefix.length()), alike)
                    .map(near -> "did you mean " + prefix + near + "?").orElse("correct the name, or add a route that starts from it"));
        }
    }

    /** The component of a scheme, with a complaint when nobody has one. */
    private Optional<Component> component(Place place, int line, String scheme) {
        outputs.use(scheme, place, line);
        Optional<Component> component = Component.of(subject.schemes().getOrDefault(scheme, scheme));
        if (component.isEmpty() && !subject.beans().containsKey(scheme)) {
            noComponent(place, line, scheme);
        }
        return component;
    }

    private void noComponent(Place place, int line, String scheme) {
        Set<String> known = new TreeSet<>(subject.schemes().keySet());
        known.addAll(COMMON);
        known.removeIf(name -> name.length() < 4 && !name.equalsIgnoreCase(scheme));
        // what the scheme may have been meant for, the likeliest first
        String output = "output." + scheme + ".base-url";
        complaints.add(place, line, "no component '" + scheme + "'", NearestName.close(scheme, known)
                .map(near -> "did you mean " + near + ":? For an output of that name, set " + output)
                .or(() -> CamelComponents.artifact(scheme).map(artifact -> "put the jar of " + coordinates(artifact) + " and what it needs into lib/, or, when"
                        + " it is a source, refer to {{" + scheme + ".base-url}} in its route, or, when it is an output, set " + output))
                .orElseGet(() -> "when it is an output, set " + output + "; when it is a source, refer to {{" + scheme + ".base-url}} in its route; when it is"
                        + " a component, put its jar into lib/"));
    }

    /** Coordinates of a component of Camel's catalogue. */
    private static String coordinates(String artifact) {
        return "org.apache.camel:" + artifact + Component.of("direct").map(Component::version).map(version -> ":" + version).orElse("");
    }

    private void options(Place place, String uri, Component component, YamlNode parameters) {
        Map<String, JsonNode> options = component.options();
        for (YamlNode.Entry option : parameters.entries()) {
            if (!component.isDescribed() || component.hasPrefixOf(option.key())) {
                continue;
            }
            if (!options.containsKey(option.key())) {
                Optional<String> near = NearestName.close(option.key(), options.keySet());
                if (near.isPresent() || !component.isLenient()) {
                    complaints.add(place, option.line(), scheme(uri) + ": has no option '" + option.key() + "'",
                            near.or(() -> NearestName.of(option.key(), options.keySet())).map(name -> "did you mean " + name + "?").orElse("take it out"));
                }
            } else {
                value(place, option, options.get(option.key()));
            }
        }
    }

    private void value(Place place, YamlNode.Entry option, JsonNode described) {
        String value = placeholders.resolve(option.value().text(), Map.of());
        if (value.isEmpty() || value.contains("{{") || value.contains("${") || value.startsWith("#")) {
            return;
        }
        List<String> allowed = new ArrayList<>();
        described.path("enum").forEach(one -> allowed.add(one.asText()));
        if (described.path("type").asText().equals("boolean") && !value.matches("true|false")) {
            complaints.add(place, option.line(), "'" + option.key() + "' is '" + value + "'", "write \"true\" or \"false\"");
        } else if (!allowed.isEmpty() && allowed.stream().noneMatch(value::equalsIgnoreCase)) {
            complaints.add(place, option.line(), "'" + option.key() + "' is '" + value + "'", "it may be " + String.join(", ", allowed));
        } else if (described.path("type").asText().equals("integer") && !value.matches("-?\\d+")) {
            complaints.add(place, option.line(), "'" + option.key() + "' is '" + value + "'", "write a number");
        }
    }

    /** Whether the source's own file says what it is asked about, as soon as it is on. */
    boolean isDeclared(String source) {
        return declared.contains(source);
    }

    private void kamelet(Place place, int line, String uri, YamlNode parameters) {
        String name = uri.substring("kamelet:".length()).replaceFirst("/.*", "");
        if (name.equals("source") || name.equals("sink")) {
            return;
        }
        Kamelet kamelet = kamelets.get(name);
        if (kamelet == null) {
            complaints.add(place, line, "no Kamelet " + name, NearestName.remedy(name, kamelets.keySet(), "put routes/" + name + ".kamelet.yaml there"));
            return;
        }
        Map<String, String> given = new LinkedHashMap<>();
        for (YamlNode.Entry parameter : parameters.entries()) {
            String value = parameter.value().text();
            given.put(parameter.key(), placeholders.resolve(value, Map.of()));
            if (value.indexOf('&') >= 0 && !value.startsWith("RAW(")) {
                complaints.add(place, parameter.line(), "'" + parameter.key() + "' holds a '&', at which Camel ends the parameter", "write RAW(" + value + ")");
            }
            if (!kamelet.parameters().contains(parameter.key())) {
                complaints.add(place, parameter.line(), "the Kamelet " + name + " has no parameter '" + parameter.key() + "'",
                        NearestName.remedy(parameter.key(), kamelet.parameters(), "it has " + String.join(", ", kamelet.parameters())));
            }
        }
        for (String needed : kamelet.required()) {
            if (!given.containsKey(needed) && !kamelet.defaults().contains(needed)) {
                complaints.add(place, line, "the Kamelet " + name + " is called without its parameter '" + needed + "'", "add it under 'parameters'");
                return;
            }
        }
        if (!given.getOrDefault(TYPES, "").isEmpty()) {
            declared.add(given.get(SOURCE));
        }
        for (String template : kamelet.uris()) {
            String called = placeholders.resolve(template, given);
            call(place, line, called);
            if (template.startsWith("{{") && !called.startsWith("{{") && !called.startsWith("$")
                    && (!template.endsWith(AddedOutputCalls.OWN_WAY) || outputs.isOne(scheme(called), place, line))) {
                component(place, line, scheme(called));
            }
        }
    }

    /** The endpoint's name without options, with every known value put in; some editors write the name as a parameter. */
    private String name(YamlNode step, Map<String, String> parameters) {
        String uri = placeholders.resolve(step.at("uri").text(), parameters).replaceFirst("\\?.*", "");
        if (uri.indexOf(':') < 0 && WITHIN.contains(uri) && step.at("parameters").has("name")) {
            return uri + ":" + placeholders.resolve(step.at("parameters").at("name").text(), parameters);
        }
        return uri.replaceFirst("^(direct|task|seda):/{1,2}", "$1:");
    }

    static String scheme(String uri) {
        return uri.indexOf(':') < 0 ? uri : uri.substring(0, uri.indexOf(':'));
    }
}
