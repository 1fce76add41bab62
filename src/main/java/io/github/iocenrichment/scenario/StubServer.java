package io.github.iocenrichment.scenario;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hc.core5.net.PercentCodec;
import org.apache.hc.core5.net.WWWFormCodec;
import org.jspecify.annotations.Nullable;

/** Plays all outside systems on one port of loopback, each below a path of its name, by the replies of a test. */
public final class StubServer implements AutoCloseable {
    /** A sandbox may run for days. */
    private static final int MOST_KEPT = 1000;

    private final HttpServer server;
    private final int noReply;
    private final ExecutorService threads;
    private final List<StubRequest> requests = new ArrayList<>();
    private final List<StubRequest> unanswered = new ArrayList<>();
    private final Map<StubReply, Integer> given = new IdentityHashMap<>();
    private List<StubReply> replies = List.of();

    private StubServer(HttpServer server, int noReply) {
        this.server = server;
        this.noReply = noReply;
        this.threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "stubs");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** @param noReply the status of HTTP with which a request is answered for which there is no reply */
    public static StubServer start(int noReply) {
        try {
            return new StubServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), noReply);
        } catch (IOException e) {
            throw new UncheckedIOException("the stubs cannot open a port", e);
        }
    }

    /** Base address of a system. */
    public String url(String system) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + system;
    }

    /** Forgets what was asked, and answers by these from now on. */
    public synchronized void begin(List<StubReply> by) {
        replies = List.copyOf(by);
        requests.clear();
        unanswered.clear();
        given.clear();
    }

    /** What was asked, oldest first; the latest {@value #MOST_KEPT}. */
    public synchronized List<StubRequest> requests() {
        return List.copyOf(requests);
    }

    /** Requests for which there was no reply. */
    public synchronized List<StubRequest> unanswered() {
        return List.copyOf(unanswered);
    }

    private synchronized Optional<StubReply> reply(StubRequest request) {
        if (requests.size() == MOST_KEPT) {
            requests.remove(0);
        }
        requests.add(request);
        Optional<StubReply> found = replies.stream().filter(reply -> reply.fits(request) && (reply.times() == 0 || given.getOrDefault(reply,
                0) < reply.times()))
                .findFirst();
        found.ifPresent(reply -> given.merge(reply, 1, Integer::sum));
        if (found.isEmpty() && unanswered.size() < MOST_KEPT) {
            unanswered.add(request);
        }
        return found;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath();
            int end = path.indexOf('/', 1);
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
            StubRequest request = new StubRequest(path.substring(1, end < 0 ? path.length() : end), exchange.getRequestMethod(),
                    PercentCodec.decode(end < 0 ? "" : path.substring(end), StandardCharsets.UTF_8), query(exchange.getRequestURI().getRawQuery()), headers,
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            Optional<StubReply> reply = reply(request);
            reply.ifPresent(found -> found.headers().forEach(exchange.getResponseHeaders()::set));
            byte[] body = reply.map(StubReply::body).orElse(new byte[0]);
            exchange.sendResponseHeaders(reply.map(StubReply::status).orElse(noReply), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    /** Decoded, the last of a repeated name; what cannot be decoded stays as it was sent: the test says what it expects. */
    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        WWWFormCodec.parse(raw == null ? "" : raw, StandardCharsets.UTF_8).forEach(pair -> query.put(pair.getName(), Objects.requireNonNullElse(pair.getValue(), "")));
        return query;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
