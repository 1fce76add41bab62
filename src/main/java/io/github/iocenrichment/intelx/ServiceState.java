package io.github.iocenrichment.intelx;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.http.HttpReply;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What Intel Exchange says of its own state: of the service, and, in newer versions, of one of its parts, which says nothing about taking packages in. An
 * older one, or one that does not let our key ask, says nothing.
 */
public final class ServiceState {
    /** Behind the base address: the service. */
    public static final String HEARTBEAT = "/publishing/heartbeat/";
    /** Behind the base address: the part that keeps requirements, with its database. */
    public static final String READINESS = "/api/readiness-check/";

    private ServiceState() {
    }

    /** What is wrong with the service; empty when all is well or nothing is said. */
    public static Optional<String> heartbeat(HttpReply reply) {
        if (reply.status() >= 500) {
            return Optional.of("its heartbeat answers " + reply.status());
        }
        String status = PlatformJson.text(PlatformJson.read(reply.body()).path("status"));
        return reply.status() != 200 || status == null || status.equalsIgnoreCase("success") ? Optional.empty()
                : Optional.of("its heartbeat says '" + status + "'");
    }

    /** What is wrong with that part; empty when all is well or nothing is said. */
    public static Optional<String> readiness(HttpReply reply) {
        JsonNode answer = PlatformJson.read(reply.body());
        String status = PlatformJson.text(answer.path("status"));
        if (reply.status() != 200 && reply.status() != 503 || status == null || isGood(status)) {
            return Optional.empty();
        }
        List<String> bad = answer.path("components").properties().stream().filter(part -> PlatformJson.text(part.getValue()) != null)
                .filter(part -> !isGood(PlatformJson.text(part.getValue())))
                .map(part -> PlatformJson.text(part.getValue()) + ": " + part.getKey()).limit(5).toList();
        return Optional.of("a part of it that takes no packages in is " + (bad.isEmpty() ? status : bad.stream().collect(Collectors.joining(", "))));
    }

    private static boolean isGood(String status) {
        return List.of("ok", "healthy", "success").contains(status.toLowerCase(Locale.ROOT));
    }
}
