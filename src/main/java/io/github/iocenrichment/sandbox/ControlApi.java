package io.github.iocenrichment.sandbox;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The sandbox's own address, for tests whose product runs in another process and for people who look inside. */
final class ControlApi implements AutoCloseable {
    private static final Pattern LOOPBACK = Pattern.compile("(?i)(?:https?://)?(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?");

    private final Sandbox sandbox;
    private final HttpServer server;
    private volatile Supplier<? extends List<?>> stubs = List::of;

    ControlApi(Sandbox sandbox, int port, Executor threads) throws IOException {
        this.sandbox = sandbox;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** @param requests to systems that the sandbox does not play itself */
    void alsoShow(Supplier<? extends List<?>> requests) {
        stubs = requests;
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        List<String> origin = exchange.getRequestHeaders().get("Origin");
        if (!isLoopback(exchange.getRequestHeaders().get("Host")) || origin != null && !isLoopback(origin)) {
            // a page in a browser whose own name was pointed at loopback (DNS rebinding), or that sends there what needs no leave: it must neither
            // read nor control the sandbox
            exchange.sendResponseHeaders(403, -1);
            exchange.close();
            return;
        }
        Call call = Call.of(exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(), exchange.getRequestURI().getRawQuery(),
                exchange.getRequestHeaders(), exchange.getRequestBody().readAllBytes());
        Reply reply;
        try {
            reply = answer(call);
        } catch (IllegalArgumentException | ClassCastException | DateTimeException e) {
            reply = Reply.json(400, Json.object().put("message", e.getMessage()));
        }
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
        if (reply.body().length > 0) {
            exchange.getResponseBody().write(reply.body());
        }
        exchange.close();
    }

    private static boolean isLoopback(@Nullable List<String> hosts) {
        return hosts != null && hosts.size() == 1 && LOOPBACK.matcher(hosts.get(0)).matches();
    }

    private Reply answer(Call call) {
        List<String> parts = call.segments();
        if (parts.isEmpty() || !parts.get(0).equals("sandbox")) {
            return Reply.json(404, Json.object().put("message", "look under /sandbox/"));
        }
        String what = parts.size() > 1 ? parts.get(1) : "";
        return switch (call.method() + " " + what) {
            case "GET " -> isBrowser(call) ? Reply.html(200, ControlPages.index()) : Reply.json(200, addresses());
            case "GET incidents" -> Reply.json(200, sandbox.incidents());
            case "GET records" -> Reply.json(200, sandbox.recordIncidents());
            case "GET notes" -> notes(call, parts.size() > 2 ? sandbox.notes(parts.get(2)) : sandbox.notes());
            case "GET attachments" -> Reply.json(200, sandbox.attachments());
            case "GET links" -> Reply.json(200, sandbox.links());
            case "GET bundles" -> Reply.json(200, sandbox.ingestPosts());
            case "GET objects" -> Reply.json(200, sandbox.publishedObjects());
            case "GET requests" -> Reply.json(200, sandbox.requests(system(call).orElse(null), emptyIsNull(call.param("method")), call.param("path")));
            case "GET stubs" -> Reply.json(200, stubs.get());
            case "GET counts" -> parts.size() > 2 ? count(parts.get(2)) : Reply.json(200, counts());
            case "GET violations" -> Reply.json(200, sandbox.violations());
            case "GET faults" -> Reply.json(200, sandbox.faults());
            case "GET help" -> Reply.json(200, help());
            case "GET switches" -> Reply.json(200, sandbox.switchPositions());
            case "POST incidents" -> addIncident(call);
            case "POST faults" -> addFault(call);
            case "POST knowledge" -> know(parts.size() > 2 ? parts.get(2) : "", body(call));
            case "PUT switches" -> turn(call);
            case "DELETE incidents" -> parts.size() > 2 && sandbox.deleteIncident(parts.get(2)) ? Reply.empty(204) : Reply.empty(404);
            case "DELETE faults" -> done(sandbox::clearFaults);
            case "DELETE switches" -> done(sandbox::resetSwitches);
            case "DELETE requests" -> done(sandbox::clearJournal);
            case "DELETE sessions" -> done(sandbox::expireSessions);
            default -> Reply.json(404, Json.object().put("message", "nothing at " + call.method() + " " + call.path()));
        };
    }

    private static boolean isBrowser(Call call) {
        return call.header("Accept").orElse("").contains("text/html");
    }

    private static Reply notes(Call call, List<ObjectNode> notes) {
        return isBrowser(call) ? Reply.html(200, ControlPages.notes(notes)) : Reply.json(200, notes);
    }

    private static Reply done(Runnable action) {
        action.run();
        return Reply.empty(204);
    }

    private ObjectNode addresses() {
        ObjectNode addresses = Json.object();
        sandbox.addresses().forEach(addresses::put);
        return addresses.put("taxii", sandbox.taxiiDiscoveryUrl());
    }

    private ObjectNode counts() {
        ObjectNode counts = Json.object();
        sandbox.totals().forEach((name, total) -> counts.put(name, total.getAsInt()));
        ObjectNode requests = counts.putObject("requests");
        sandbox.counts().forEach(requests::put);
        return counts;
    }

    private Reply count(String name) {
        IntSupplier total = sandbox.totals().get(name);
        return total == null ? Reply.empty(404) : Reply.json(200, Json.object().put(name, total.getAsInt()));
    }

    private static Optional<SandboxSystem> system(Call call) {
        return call.param("system").isEmpty() ? Optional.empty() : Optional.of(SandboxSystem.of(call.param("system")));
    }

    private static @Nullable String emptyIsNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static JsonNode body(Call call) {
        return call.json().filter(JsonNode::isObject).orElseThrow(() -> new IllegalArgumentException("a JSON object is needed"));
    }

    /** {@code {fields, created?, visibleFrom?, visibleAfterLists?, attachments: [{name, contentType?, text|base64, disposition?, journal?}]}}. */
    private Reply addIncident(Call call) {
        JsonNode body = body(call);
        if (!body.path("fields").isObject()) {
            throw new IllegalArgumentException("fields are needed, such as Subject and Symptom");
        }
        Map<String, Object> fields = Json.MAPPER.convertValue(body.path("fields"), new TypeReference<>() { });
        SandboxIncident incident = new SandboxIncident(fields, instant(body, "created"), instant(body, "visibleFrom"),
                body.path("visibleAfterLists").asInt(), List.of());
        for (JsonNode file : body.path("attachments")) {
            byte[] bytes = file.has("base64") ? Base64.getDecoder().decode(file.path("base64").asText())
                    : file.path("text").asText().getBytes(StandardCharsets.UTF_8);
            incident = incident.with(new SandboxAttachment(file.path("name").asText(), file.path("contentType").asText(null), () -> bytes,
                    SandboxAttachment.Disposition.valueOf(file.path("disposition").asText("QUOTED")), file.path("journal").asBoolean()));
        }
        return Reply.json(201, Json.object().put("RecId", sandbox.addIncident(incident)));
    }

    /** What the systems are to know, in the shape of their entries in the knowledge files under {@code /sandbox}; dates as they are. */
    private Reply know(String system, JsonNode body) {
        switch (system) {
            case "abuseipdb" -> sandbox.knowledge().abuseIpDb((ObjectNode) body);
            case "virustotal" -> sandbox.knowledge().virusTotal(body.path("type").asText(), body.path("value").asText(), (ObjectNode) body.path("attributes"));
            case "hybrid-analysis" -> sandbox.knowledge().hybridAnalysis((ObjectNode) body);
            case "nvd" -> sandbox.knowledge().vulnerability((ObjectNode) body);
            default -> throw new IllegalArgumentException("no knowledge of " + system);
        }
        return Reply.empty(201);
    }

    private static ObjectNode help() {
        ObjectNode help = Json.object();
        ObjectNode switches = help.putObject("switches");
        for (Switch each : Switch.values()) {
            switches.putObject(each.label()).put("default", each.standard()).put("meaning", each.meaning());
        }
        ObjectNode fault = help.putObject("fault").put("system", "a system such as IVANTI, or absent for all").put("method", "GET, POST, … or absent")
                .put("path", "part of the decoded path and query, or absent").put("skip", "requests that pass first").put("times", "0 for always")
                .put("probability", "0 to 1").put("status", 503).put("body", "text").put("delayMillis", 0);
        fault.putObject("headers").put("Retry-After", "3");
        for (Fault.Kind kind : Fault.Kind.values()) {
            fault.withArray("kind").add(kind.name());
        }
        return help;
    }

    private static @Nullable Instant instant(JsonNode body, String name) {
        return body.hasNonNull(name) ? Instant.parse(body.path(name).asText()) : null;
    }

    /** The components of {@link Fault}; system and kind by name. */
    private Reply addFault(Call call) {
        sandbox.addFault(Json.MAPPER.convertValue(body(call), Fault.class));
        return Reply.empty(201);
    }

    private Reply turn(Call call) {
        body(call).properties().forEach(field -> sandbox.turn(Switch.of(field.getKey()), field.getValue().asText()));
        return Reply.json(200, sandbox.switchPositions());
    }
}
