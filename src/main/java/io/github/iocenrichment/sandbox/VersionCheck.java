package io.github.iocenrichment.sandbox;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Holds the product to what STIX 2.1 says about versions: one id and modified means one content, created never changes, and an id that was
 * revoked is never sent again.
 */
final class VersionCheck {
    private final Consumer<String> violation;
    private final Map<String, String> contents = new HashMap<>();
    private final Map<String, String> created = new HashMap<>();
    private final Set<String> revoked = new HashSet<>();

    VersionCheck(Consumer<String> violation) {
        this.violation = violation;
    }

    synchronized void see(JsonNode object) {
        String id = object.path("id").asText();
        String modified = object.path("modified").asText();
        if (modified.isEmpty()) {
            return;
        }
        String version = id + " " + modified;
        String content = VirusTotalReports.sha256(Json.sorted(object));
        String before = contents.putIfAbsent(version, content);
        if (before != null && !before.equals(content)) {
            violation.accept("two contents of " + version);
        }
        String birth = created.putIfAbsent(id, object.path("created").asText());
        if (birth != null && !birth.equals(object.path("created").asText())) {
            violation.accept("created of " + id + " changed from " + birth);
        }
        if (before == null && revoked.contains(id)) {
            violation.accept(id + " was revoked before");
        }
        if (object.path("revoked").asBoolean()) {
            revoked.add(id);
        }
    }
}
