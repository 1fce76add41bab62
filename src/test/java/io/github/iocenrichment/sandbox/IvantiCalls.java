package io.github.iocenrichment.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Calls of the sandbox's Ivanti as a correct client makes them. */
final class IvantiCalls {
    private final Sandbox sandbox;

    IvantiCalls(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    String[] key() {
        return new String[] {"Authorization", "rest_api_key=" + sandbox.keys().ivanti(), "Accept", "application/json"};
    }

    Http.Answer get(String path) throws IOException {
        return Http.get(sandbox.ivantiUrl() + path, key());
    }

    Http.Answer list(String query) throws IOException {
        return get("/odata/businessobject/incidents?" + query);
    }

    /** Subjects of the rows, in their order. */
    List<String> subjects(String filter) throws IOException {
        Http.Answer answer = list("$top=100&$orderby=RecId%20asc&$filter=" + Http.enc(filter));
        if (answer.status() == 204) {
            return List.of();
        }
        List<String> subjects = new ArrayList<>();
        answer.json().path("value").forEach(row -> subjects.add(row.path("Subject").asText()));
        return subjects.stream().sorted().toList();
    }

    Http.Answer send(String method, String path, JsonNode body) throws IOException {
        return Http.send(method, sandbox.ivantiUrl() + path, body == null ? "" : body.toString(), "Authorization",
                "rest_api_key=" + sandbox.keys().ivanti(), "Content-Type", "application/json");
    }
}
