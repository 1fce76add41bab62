package io.github.iocenrichment.stix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks a message against the rules of the mapping that no JSON schema tests: references, ids, times, markings, patterns, and what must
 * never leave the organisation. Every message of every test goes through it: one that breaks a rule is a fault of ours, not of the platform.
 */
public final class StixRules {
    private static final Pattern ID = Pattern.compile("([a-z0-9]+(?:-[a-z0-9]+)*)--[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    private static final Pattern TIME = Pattern.compile("\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d\\.\\d{3}Z");
    private static final Set<String> TIMES = Set.of("created", "modified", "valid_from", "valid_until", "first_observed", "last_observed",
            "analysis_started", "analysis_ended", "published", "observed_at");
    private static final Set<String> OBSERVABLES = Set.of("ipv4-addr", "ipv6-addr", "domain-name", "url", "file", "autonomous-system");
    private static final Set<String> OBSERVABLE_COMMON = Set.of("type", "spec_version", "id", "object_marking_refs", "extensions");
    private static final Map<String, Set<String>> OBSERVABLE_OWN = Map.of("file", Set.of("hashes"), "autonomous-system", Set.of("number", "name"));
    private static final Set<String> SHARED = Set.of("marking-definition", "identity", "extension-definition");
    private static final Set<String> RESERVED = Set.of("severity", "action", "username", "phone_number", "phone_numbers");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_]{2,249}");
    /** Keys that are no property names: algorithms and the ids of extensions. */
    private static final Set<String> DICTIONARIES = Set.of("hashes", "extensions");

    private final List<String> broken = new ArrayList<>();
    private final Map<String, JsonNode> byId = new HashMap<>();

    private StixRules() {
    }

    /**
     * @param objects every object of one message
     * @return what is wrong, each naming the object; empty when nothing is
     */
    public static List<String> broken(List<ObjectNode> objects) {
        StixRules rules = new StixRules();
        for (ObjectNode object : objects) {
            if (rules.byId.put(object.path("id").asText(), object) != null) {
                rules.fault(object, "stands more than once in the message");
            }
        }
        rules.checkDistinctUuids();
        objects.forEach(rules::check);
        rules.checkContainer(objects);
        return rules.broken;
    }

    private void check(ObjectNode object) {
        String type = object.path("type").asText();
        var id = ID.matcher(object.path("id").asText());
        if (!id.matches() || !id.group(1).equals(type)) {
            fault(object, "has an id that is not '" + type + "--' and a UUID");
        }
        if (!object.path("spec_version").asText().equals("2.1")) {
            fault(object, "is not of spec_version 2.1");
        }
        checkValue(object, object, "", false);
        if (OBSERVABLES.contains(type)) {
            checkObservable(object, type);
        } else if (!type.equals("marking-definition")) {
            checkTimes(object);
        }
        if (!SHARED.contains(type)) {
            checkMarking(object);
        }
        switch (type) {
            case "marking-definition" -> checkMarkingDefinition(object);
            case "indicator" -> checkIndicator(object);
            case "observed-data" -> checkObservedData(object);
            case "malware-analysis" -> require(object, "product", "result");
            case "malware" -> require(object, "is_family");
            case "note" -> require(object, "content", "object_refs");
            case "relationship" -> require(object, "relationship_type", "source_ref", "target_ref");
            case "grouping" -> require(object, "name", "context", "object_refs");
            case "report" -> require(object, "name", "published", "object_refs");
            case "vulnerability" -> checkVulnerability(object);
            default -> { }
        }
    }

    /** Names, times, references and emptiness, at every depth. */
    private void checkValue(ObjectNode object, JsonNode value, String path, boolean dictionary) {
        if (value.isNull() || value.isTextual() && value.asText().isBlank() || value.isContainerNode() && value.isEmpty()) {
            fault(object, "has nothing in '" + path + "'");
        }
        if (value.isFloatingPointNumber() && !Double.isFinite(value.doubleValue())) {
            fault(object, "has no number in '" + path + "'");
        }
        if (value.isArray()) {
            value.forEach(item -> checkValue(object, item, path, false));
        }
        value.properties().forEach(property -> {
            String name = property.getKey();
            JsonNode inner = property.getValue();
            if (!dictionary && (!NAME.matcher(name).matches() && !name.equals("id") || RESERVED.contains(name) || name.startsWith("x_"))) {
                fault(object, "has a property that may not be called '" + name + "'");
            }
            if (TIMES.contains(name) && !TIME.matcher(inner.asText()).matches()) {
                fault(object, "has in '" + name + "' a time that is not UTC with three fraction digits");
            }
            if (name.endsWith("_ref") || name.endsWith("_refs")) {
                checkReferences(object, name, inner);
            }
            checkValue(object, inner, path.isEmpty() ? name : path + "." + name, DICTIONARIES.contains(name));
        });
    }

    private void checkReferences(ObjectNode object, String name, JsonNode value) {
        Set<String> seen = new HashSet<>();
        for (JsonNode reference : value.isArray() ? value : List.of(value)) {
            if (!byId.containsKey(reference.asText())) {
                fault(object, "refers in '" + name + "' to " + reference.asText() + ", which is not in the message");
            }
            if (!seen.add(reference.asText())) {
                fault(object, "lists " + reference.asText() + " twice in '" + name + "'");
            }
        }
    }

    private void checkObservable(ObjectNode object, String type) {
        object.fieldNames().forEachRemaining(name -> {
            if (!OBSERVABLE_COMMON.contains(name) && !OBSERVABLE_OWN.getOrDefault(type, Set.of("value")).contains(name)) {
                fault(object, "is an observable and may not have '" + name + "'");
            }
        });
        if (type.equals("file") && object.path("hashes").size() != 1) {
            fault(object, "must have exactly the one hash that the incident named");
        } else if (!object.path("id").asText().equals(StixIds.observable(object))) {
            fault(object, "has an id that does not follow from its value");
        }
        if (type.startsWith("ipv") && PublicAddress.isInternal(object.path("value").asText())) {
            fault(object, "is an address that must not leave the organisation");
        }
    }

    private void checkTimes(ObjectNode object) {
        require(object, "created", "modified", "created_by_ref");
        if (object.path("modified").asText().compareTo(object.path("created").asText()) < 0) {
            fault(object, "was modified before it was created");
        }
    }

    private void checkMarking(ObjectNode object) {
        JsonNode markings = object.path("object_marking_refs");
        if (markings.size() != 1 || !markings.path(0).asText().startsWith("marking-definition--")) {
            fault(object, "must carry exactly one TLP marking");
        }
    }

    /** Marking objects are the standard's own, letter for letter; whoever sends another under the same id changes it for everybody. */
    private void checkMarkingDefinition(ObjectNode marking) {
        if (Arrays.stream(Tlp.values()).noneMatch(tlp -> marking.equals(tlp.marking(1)) || marking.equals(tlp.marking(2)))) {
            fault(marking, "is not one of the standard's TLP markings");
        }
    }

    private void checkIndicator(ObjectNode indicator) {
        require(indicator, "name", "pattern", "pattern_type", "pattern_version", "indicator_types", "valid_from", "valid_until", "confidence");
        if (indicator.path("valid_until").asText().compareTo(indicator.path("valid_from").asText()) <= 0) {
            fault(indicator, "must be valid until after it is valid from");
        }
        int confidence = indicator.path("confidence").asInt(-1);
        if (!indicator.path("confidence").isInt() || confidence < 0 || confidence > 100) {
            fault(indicator, "must have a whole confidence from 0 to 100");
        }
        PatternSyntax.fault(indicator.path("pattern").asText()).ifPresent(fault -> fault(indicator, fault));
    }

    private void checkObservedData(ObjectNode observed) {
        require(observed, "first_observed", "last_observed", "number_observed");
        if (observed.has("objects") || observed.path("object_refs").size() != 1
                || !OBSERVABLES.contains(observed.path("object_refs").path(0).asText().replaceFirst("--.*", ""))) {
            fault(observed, "must refer to exactly one observable and hold none");
        }
    }

    private void checkVulnerability(ObjectNode vulnerability) {
        require(vulnerability, "name");
        int cve = 0;
        for (JsonNode reference : vulnerability.path("external_references")) {
            boolean named = reference.path("source_name").asText().equals("cve");
            cve += named && reference.path("external_id").equals(vulnerability.path("name")) ? 1 : 0;
            if (!named && reference.has("external_id")) {
                fault(vulnerability, "has an external_id under a source_name other than cve");
            }
        }
        if (cve != 1) {
            fault(vulnerability, "must name its CVE in exactly one external reference");
        }
    }

    private void checkContainer(List<ObjectNode> objects) {
        List<ObjectNode> containers = objects.stream().filter(object -> Set.of("grouping", "report").contains(object.path("type").asText())).toList();
        if (containers.size() != 1) {
            broken.add("the message must have exactly one grouping or report, not " + containers.size());
            return;
        }
        Set<String> listed = new HashSet<>();
        containers.get(0).path("object_refs").forEach(reference -> listed.add(reference.asText()));
        objects.stream().filter(object -> !SHARED.contains(object.path("type").asText()) && object != containers.get(0))
                .filter(object -> !listed.contains(object.path("id").asText()))
                .forEach(object -> fault(object, "is not listed by the " + containers.get(0).path("type").asText()));
    }

    private void checkDistinctUuids() {
        Set<String> uuids = new HashSet<>();
        byId.forEach((id, object) -> {
            if (!uuids.add(id.replaceFirst("^.*--", ""))) {
                broken.add(id + " shares its UUID with an object of another type");
            }
        });
    }

    private void require(ObjectNode object, String... names) {
        for (String name : names) {
            if (!object.has(name)) {
                fault(object, "lacks '" + name + "'");
            }
        }
    }

    private void fault(ObjectNode object, String words) {
        broken.add(object.path("id").asText("an object without id") + " " + words);
    }
}
