package io.github.iocenrichment.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sandbox's scanner of URLs: a made-up source that the product does not know, for adding one by a route. */
final class UrlScanSystem {
    static final String KEY = "5a4e4442-0000-4e00-8000-55524c534341";
    private static final String PATH = "/api/v1/lookup";

    private final Map<String, ObjectNode> reports;

    UrlScanSystem(Clock clock) {
        reports = Stream.of(report("https://login-portal-verify.com/verify", "malicious", 96, "brand impersonation", clock),
                report("http://mossy-anvil.net/drop/7", "suspicious", 61, "malware delivery", clock))
                .collect(Collectors.toMap(report -> report.path("url").asText(), Function.identity()));
    }

    private static ObjectNode report(String url, String verdict, int score, String category, Clock clock) {
        ObjectNode report = Json.object().put("url", url)
                .put("scannedAt", clock.instant().minus(2, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS).toString());
        report.putObject("verdict").put("label", verdict).put("score", score).put("category", category);
        return report;
    }

    Reply answer(Call call) {
        if (!call.header("API-Key").orElse("").equals(KEY)) {
            return Reply.json(401, Json.object().put("message", "API key needed"));
        }
        if (!call.path().equals(PATH) || !call.is("GET") || call.param("url").isEmpty()) {
            return Reply.json(400, Json.object().put("message", "GET " + PATH + "?url="));
        }
        ObjectNode report = reports.get(call.param("url"));
        return report == null ? Reply.json(404, Json.object().put("message", "never scanned")) : Reply.json(200, report);
    }
}
