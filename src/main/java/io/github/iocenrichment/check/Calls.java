package io.github.iocenrichment.check;

import io.github.iocenrichment.source.HttpReply;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The few calls of the start-up check, bounded in time and size. */
final class Calls {
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final int MOST_BYTES = 4 << 20;

    private final HttpClient client;

    Calls(HttpClient client) {
        this.client = client;
    }

    HttpReply get(String address, Map<String, String> headers) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address)).GET(), headers);
    }

    HttpReply post(String address, String json, Map<String, String> headers) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address)).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)), headers);
    }

    private HttpReply send(HttpRequest.Builder request, Map<String, String> headers) throws IOException, InterruptedException {
        headers.forEach(request::header);
        HttpResponse<InputStream> response = client.send(request.timeout(LONGEST).build(), HttpResponse.BodyHandlers.ofInputStream());
        Map<String, String> answered = new LinkedHashMap<>();
        response.headers().map().forEach((name, values) -> answered.put(name, values.get(0)));
        try (InputStream body = response.body()) {
            return new HttpReply(response.statusCode(), answered, body.readNBytes(MOST_BYTES));
        }
    }
}
