package io.github.iocenrichment.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sandbox as a process of its own, with the same latency at each of its systems. */
final class OutsideSystems implements AutoCloseable {
    static final Duration LATENCY = Duration.ofMillis(20);
    private static final List<String> JVM = List.of("-Xms64m", "-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    private static final Pattern CONTROL = Pattern.compile("(?m)^# .*(http://127\\.0\\.0\\.1:\\d+/sandbox)$");
    /** Quotas belong to keys; here they would be all that is measured. */
    private static final String WITHOUT_QUOTAS = "{\"abuseipdb.quota.per-day\":\"10000000\",\"hybrid-analysis.quota.per-minute\":\"1000000\","
            + "\"hybrid-analysis.quota.per-hour\":\"10000000\"}";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final JarProcess process;
    private final String control;
    private int incidents;

    /** A request as the sandbox got it; {@code system} as in its journal, such as {@code IVANTI}. */
    record Request(Instant when, String system, String method, String path, int status) {
        boolean isPoll() {
            return method.equals("GET") && path.contains("$orderby=CreatedDateTime") && path.contains("$top=100");
        }

        boolean isNote() {
            return method.equals("POST") && path.endsWith("/journal__notess");
        }
    }

    private OutsideSystems(JarProcess process) {
        this.process = process;
        process.await("the sandbox's settings", () -> CONTROL.matcher(process.said()).find());
        Matcher line = CONTROL.matcher(process.said());
        line.find();
        control = line.group(1);
        send("PUT", "/switches", HttpRequest.BodyPublishers.ofString(WITHOUT_QUOTAS), 200);
    }

    static OutsideSystems start(Path folder) {
        List<String> arguments = new ArrayList<>(JVM);
        arguments.addAll(List.of("-jar", Bench.jar(Path.of("")).toString(), "sandbox", "--samples", "none", "--latency", LATENCY.toMillis() + "ms"));
        return new OutsideSystems(JarProcess.start(folder, folder.resolve("sandbox.txt"), arguments));
    }

    /** The settings that point a product at it. */
    Properties settings() {
        Properties settings = new Properties();
        try {
            settings.load(new StringReader(process.said()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return settings;
    }

    /** Adds incidents that all become visible at one moment. */
    void add(int count, Instant visible) {
        for (int i = 0; i < count; i++) {
            ObjectNode body = JSON.createObjectNode().put("visibleFrom", visible.toString());
            body.putObject("fields").put("Subject", "Beacon number " + incidents).put("Symptom", Incidents.text(incidents))
                    .put("Service", "Security Operations").put("Category", "Malware");
            send("POST", "/incidents", HttpRequest.BodyPublishers.ofString(body.toString()), 201);
            incidents++;
        }
    }

    /** Incidents added so far. */
    int incidents() {
        return incidents;
    }

    int notes() {
        return get("/counts/notes").path("notes").asInt();
    }

    /** Refusals, a note written twice or a key at the wrong system would make the figures worthless. */
    void mustBeContent() {
        JsonNode counts = get("/counts");
        List<Request> refused = requests(Instant.MIN).stream().filter(request -> request.status() == 429 || request.status() >= 500).toList();
        if (!refused.isEmpty()) {
            throw new IllegalStateException(refused.size() + " requests were refused, the first of them " + refused.get(0));
        }
        if (counts.path("violations").asInt() != 0 || counts.path("notes").asInt() != incidents) {
            throw new IllegalStateException(incidents + " incidents, but the sandbox counts " + counts);
        }
    }

    double cpuMillis() {
        return process.cpuMillis();
    }

    /** All requests since the given moment, in order of their arrival. */
    List<Request> requests(Instant since) {
        List<Request> requests = new ArrayList<>();
        for (JsonNode each : get("/requests")) {
            Request request = new Request(Instant.parse(each.path("when").asText()), each.path("system").asText(), each.path("method").asText(),
                    each.path("path").asText(), each.path("status").asInt());
            if (!request.when().isBefore(since)) {
                requests.add(request);
            }
        }
        requests.sort(Comparator.comparing(Request::when));
        return requests;
    }

    boolean wasPolled(Instant since) {
        return requests(since).stream().anyMatch(Request::isPoll);
    }

    private JsonNode get(String path) {
        return send("GET", path, HttpRequest.BodyPublishers.noBody(), 200);
    }

    private JsonNode send(String method, String path, HttpRequest.BodyPublisher body, int status) {
        try {
            HttpResponse<byte[]> answer = client.send(HttpRequest.newBuilder(URI.create(control + path)).method(method, body).build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != status) {
                throw new IllegalStateException(method + " " + path + " is answered by " + answer.statusCode());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox does not answer", e);
        } catch (InterruptedException e) {
            throw Pause.interrupted(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
