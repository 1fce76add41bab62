package io.github.iocenrichment.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * What a component says of itself in the descriptor that lies in its jar: the options of its endpoints. A component that is on the class path has
 * one, also when it was put there beside the jar, so no catalogue of all components is needed.
 */
final class Component {
    private static final String SERVICES = "META-INF/services/org/apache/camel/component/";
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9-]*");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Optional<Component>> KNOWN = new ConcurrentHashMap<>();

    private final JsonNode descriptor;

    private Component(JsonNode descriptor) {
        this.descriptor = descriptor;
    }

    /** The component of a scheme, when it is on the class path. */
    static Optional<Component> of(String scheme) {
        return SCHEME.matcher(scheme).matches() ? KNOWN.computeIfAbsent(scheme, Component::find) : Optional.empty();
    }

    private static Optional<Component> find(String scheme) {
        try (InputStream service = resource(SERVICES + scheme)) {
            if (service == null) {
                return Optional.empty();
            }
            Properties named = new Properties();
            named.load(service);
            String type = named.getProperty("class", "");
            try (InputStream descriptor = resource("META-INF/" + type.substring(0, Math.max(0, type.lastIndexOf('.'))).replace('.', '/') + "/" + scheme
                    + ".json")) {
                // a component of somebody's own may have none: its options are not known then
                return Optional.of(new Component(descriptor == null ? JSON.createObjectNode() : JSON.readTree(descriptor)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the description of the component " + scheme + " cannot be read", e);
        }
    }

    private static InputStream resource(String path) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return (loader == null ? Component.class.getClassLoader() : loader).getResourceAsStream(path);
    }

    /** Options of its endpoints by name; none when it says nothing of them. */
    Map<String, JsonNode> options() {
        Map<String, JsonNode> options = new LinkedHashMap<>();
        descriptor.path("properties").properties().forEach(option -> options.put(option.getKey(), option.getValue()));
        return options;
    }

    /** Headers that it reads or sets, by name. */
    Set<String> headers() {
        Set<String> headers = new TreeSet<>();
        descriptor.path("headers").fieldNames().forEachRemaining(headers::add);
        return headers;
    }

    /** Version of Camel that it belongs to. */
    String version() {
        return descriptor.path("component").path("version").asText();
    }

    boolean isDescribed() {
        return descriptor.has("properties");
    }

    /** Whether it hands options that it does not know on to the other side. */
    boolean isLenient() {
        return descriptor.path("component").path("lenientProperties").asBoolean() || descriptor.path("component").path("api").asBoolean();
    }

    /** Whether an option begins as those do of which the user makes up the end, as {@code scheduler.NAME}. */
    boolean hasPrefixOf(String option) {
        return options().values().stream().map(one -> one.path("prefix").asText("")).anyMatch(prefix -> !prefix.isEmpty() && option.startsWith(prefix));
    }
}
