package io.github.iocenrichment.routes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.AnnotationKeyword;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.github.iocenrichment.routes.RouteSteps.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The conventions for route files. Each complaint is one line: file, route, what is wrong and what to do. */
final class RouteLint {
    /** Steps that tests, logs and metrics name. */
    private static final Set<String> NAMED = Set.of("to", "toD", "bean", "split", "choice", "when", "filter", "loop", "circuitBreaker", "multicast",
            "wireTap", "enrich", "pollEnrich", "aggregate", "recipientList");
    private static final Set<String> LANGUAGES = Set.of("simple", "constant", "jsonpath", "header", "variable", "exchangeProperty", "method", "csimple",
            "groovy", "jq", "xpath", "tokenize", "language");
    private static final int SCHEMA_LINES = 5;
    /** Camel's schema marks what is deprecated by a word that draft 4 does not know. */
    private static final JsonMetaSchema DRAFT = JsonMetaSchema.builder(JsonMetaSchema.getV4()).keyword(new AnnotationKeyword("deprecated")).build();
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4, factory -> factory.metaSchema(DRAFT))
            .getSchema(SchemaLocation.of("classpath:schema/camelYamlDsl.json"));
    private static final YAMLMapper YAML = YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final BeanUse beans;
    private final PlaceholderUse placeholders;
    private final OutsideCalls outside;
    private final List<String> complaints = new ArrayList<>();
    private final Map<String, String> ids = new HashMap<>();
    private final Set<String> configurations = new HashSet<>();

    /**
     * @param beans       class of the bean of that name, or null
     * @param settings    names of settings that have a value
     * @param httpSchemes schemes of endpoints that leave the organisation
     */
    RouteLint(Function<String, Class<?>> beans, Set<String> settings, Set<String> httpSchemes) {
        this.beans = new BeanUse(beans);
        this.placeholders = new PlaceholderUse(settings);
        this.outside = new OutsideCalls(httpSchemes);
    }

    /** What is wrong with these files, taken together. */
    List<String> check(Map<String, String> textByFile) {
        Map<String, JsonNode> files = new LinkedHashMap<>();
        textByFile.forEach((file, text) -> parse(file, text, files));
        files.values().forEach(root -> root.forEach(entry -> {
            if (entry.has("routeConfiguration")) {
                configurations.add(entry.path("routeConfiguration").path("id").asText());
            }
        }));
        files.forEach(this::file);
        return complaints;
    }

    private void parse(String file, String text, Map<String, JsonNode> files) {
        try {
            JsonNode root = YAML.readTree(text);
            if (root.isArray()) {
                files.put(file, root);
            } else {
                complain(file, "", "is not a list of routes", "begin each route with '- route:'");
            }
        } catch (JsonProcessingException e) {
            complain(file, "", "is not YAML: " + e.getOriginalMessage().lines().findFirst().orElse("") + place(e), "correct that line");
        }
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
    }

    private void file(String file, JsonNode root) {
        SCHEMA.validate(root).stream().limit(SCHEMA_LINES).forEach(fault -> schemaFault(file, root, fault));
        for (JsonNode entry : root) {
            if (entry.has("route")) {
                route(file, entry.get("route"));
            } else if (entry.has("routeConfiguration")) {
                configuration(file, entry.get("routeConfiguration"));
            } else {
                String kind = entry.fieldNames().hasNext() ? entry.fieldNames().next() : "nothing";
                complain(file, "", "has an entry '" + kind + "'", "write '- route:' with 'from' inside it, or '- routeConfiguration:'");
            }
        }
    }

    private void schemaFault(String file, JsonNode root, ValidationMessage fault) {
        JsonNode entry = fault.getInstanceLocation().getNameCount() > 0
                ? root.path(Integer.parseInt(fault.getInstanceLocation().getName(0).replaceAll("\\D", "0"))) : root;
        complain(file, entry.path("route").path("id").asText(""), "does not fit the YAML DSL: " + fault.getMessage(), "see schema/camelYamlDsl.json");
    }

    private void route(String file, JsonNode route) {
        String id = route.path("id").asText("");
        if (id.isBlank()) {
            complain(file, "", "a route from '" + route.path("from").path("uri").asText() + "' has no id", "give it one that says what it does");
        }
        unique(file, id, id);
        described(file, id, route);
        String configuration = route.path("routeConfigurationId").asText("");
        if (configuration.isBlank()) {
            complain(file, id, "has no error handling", "set routeConfigurationId to one of " + configurations.stream().sorted().toList());
        } else if (!configurations.contains(configuration)) {
            complain(file, id, "names the routeConfigurationId '" + configuration + "', which no file has", "take one of "
                    + configurations.stream().sorted().toList());
        }
        endpoint(file, id, "from", route.path("from"));
        texts(file, id, route);
        steps(file, id, RouteSteps.of(route.path("from")));
        outside.check(route.path("from")).forEach(fault -> complain(file, id, fault.wrong(), fault.fix()));
    }

    private void configuration(String file, JsonNode configuration) {
        String id = configuration.path("id").asText("");
        unique(file, id, id);
        described(file, id, configuration);
        texts(file, id, configuration);
        configuration.path("onException").forEach(entry -> steps(file, id, RouteSteps.of(entry.path("onException"))));
    }

    private void described(String file, String id, JsonNode route) {
        if (route.path("description").asText("").isBlank()) {
            complain(file, id, "has no description", "say in one sentence what it does");
        }
    }

    private void steps(String file, String route, List<Step> steps) {
        for (Step step : steps) {
            unique(file, route, step.id());
            if (!step.body().isObject()) {
                complain(file, route, "writes '" + step.kind() + ": " + step.body().asText() + "' in short", "write it as a map, such as '"
                        + step.kind() + ": {" + (step.kind().startsWith("to") ? "uri" : "…") + ": …}'");
                continue;
            }
            if (NAMED.contains(step.kind()) && step.id().isBlank()) {
                complain(file, route, "has a step '" + step.kind() + "'" + whose(step) + " without id", "give it an id that tests and logs can name");
            }
            endpoint(file, route, step.kind(), step.body());
            expression(file, route, step);
            if (step.kind().equals("bean")) {
                beans.check(step.body().path("ref").asText(""), step.body().path("method").asText("")).ifPresent(fault ->
                        complain(file, route, fault.wrong(), fault.fix()));
            }
            for (String field : List.of("aggregationStrategy", "executorService", "configuration")) {
                beans.checkRef(step.body().path(field).asText("")).ifPresent(fault -> complain(file, route, fault.wrong(), fault.fix()));
            }
        }
    }

    private static String whose(Step step) {
        String target = step.body().path("uri").asText(step.body().path("ref").asText(""));
        return target.isEmpty() ? "" : " (" + target + ")";
    }

    private void endpoint(String file, String route, String kind, JsonNode body) {
        String uri = body.path("uri").asText("");
        if (uri.contains("?")) {
            complain(file, route, "has options in the uri of '" + kind + "': " + uri, "put them under 'parameters'");
        }
    }

    private void expression(String file, String route, Step step) {
        step.body().fieldNames().forEachRemaining(field -> {
            if (LANGUAGES.contains(field) && !(field.equals("method") && step.kind().equals("bean")) && !step.kind().equals("onException")) {
                complain(file, route, "writes '" + field + "' directly below '" + step.kind() + "'", "put it below 'expression'");
            }
        });
        step.body().path("expression").properties().forEach(language -> {
            if (!language.getValue().isObject()) {
                complain(file, route, "writes the expression '" + language.getKey() + ": " + language.getValue().asText() + "' in short",
                        "write it as a map: '" + language.getKey() + ": {expression: …}'");
            } else if (language.getKey().equals("method")) {
                beans.check(language.getValue().path("ref").asText(""), language.getValue().path("method").asText("")).ifPresent(fault ->
                        complain(file, route, fault.wrong(), fault.fix()));
            }
        });
    }

    private void texts(String file, String route, JsonNode node) {
        if (node.isTextual()) {
            placeholders.check(node.asText()).forEach(fault -> complain(file, route, fault.wrong(), fault.fix()));
            beans.checkSimple(node.asText()).forEach(fault -> complain(file, route, fault.wrong(), fault.fix()));
        }
        node.forEach(child -> texts(file, route, child));
    }

    private void unique(String file, String route, String id) {
        if (!id.isBlank()) {
            String before = ids.putIfAbsent(id, file);
            if (before != null) {
                complain(file, route, "uses the id '" + id + "', which " + before + " has already", "choose another one");
            }
        }
    }

    private void complain(String file, String route, String wrong, String fix) {
        complaints.add(file + (route.isEmpty() ? "" : ", route '" + route + "'") + ": " + wrong + "; " + fix);
    }

    /**
     * Something wrong, and how to fix it.
     */
    record Fault(String wrong, String fix) {
    }
}
