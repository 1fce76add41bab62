package io.github.iocenrichment.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One system's HTTP server on loopback: guards foreign keys, lets faults strike, asks the system, keeps the journal. */
final class SystemServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SystemServer.class);
    private static final int PIECES = 16;

    private final SandboxSystem system;
    private final Function<Call, Reply> handler;
    private final Clock clock;
    private final long latencyMillis;
    private final KeyGuard guard;
    private final Faults faults;
    private final RequestJournal journal;
    private final HttpServer server;

    SystemServer(SandboxSystem system, Function<Call, Reply> handler, int port, Executor threads, SandboxOptions options, KeyGuard guard, Faults faults,
         RequestJournal journal) throws IOException {
        this.system = system;
        this.handler = handler;
        this.clock = options.clock();
        this.latencyMillis = options.latency().toMillis();
        this.guard = guard;
        this.faults = faults;
        this.journal = journal;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        Instant when = clock.instant();
        Call call = Call.of(exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(), exchange.getRequestURI().getRawQuery(),
                exchange.getRequestHeaders(), exchange.getRequestBody().readAllBytes());
        Optional<String> foreign = guard.violation(system, call);
        if (foreign.isPresent()) {
            journal.violation(when, system, foreign.get() + ": " + call.method() + " " + call.path());
            finish(exchange, call, when, Reply.json(400, Json.object().put("sandbox", "violation").put("message", foreign.get())), null, false);
            return;
        }
        if (latencyMillis > 0) {
            pause(latencyMillis);
        }
        Fault fault = faults.strike(system, call).orElse(null);
        Fault.Kind kind = fault == null ? null : fault.kind();
        if (fault != null && fault.delayMillis() > 0 && kind != Fault.Kind.DRIP) {
            pause(fault.delayMillis());
        }
        if (kind == Fault.Kind.ANSWER) {
            finish(exchange, call, when, fault.reply(), null, false);
        } else if (kind == Fault.Kind.CUT_BEFORE) {
            cut(exchange, call, when, false);
        } else {
            Reply reply = ask(call);
            if (kind == Fault.Kind.APPLY_THEN_CUT) {
                cut(exchange, call, when, true);
            } else {
                finish(exchange, call, when, kind == Fault.Kind.APPLY_THEN_ANSWER ? fault.reply() : reply, fault, true);
            }
        }
    }

    private Reply ask(Call call) {
        try {
            return handler.apply(call);
        } catch (RuntimeException e) {
            LOG.warn("the sandbox's {} failed on {} {}", system.label(), call.method(), call.path(), e);
            return Reply.text(500, "sandbox: " + e.getClass().getSimpleName());
        }
    }

    private void cut(HttpExchange exchange, Call call, Instant when, boolean applied) {
        note(call, when, 0, applied);
        exchange.close();
    }

    private void finish(HttpExchange exchange, Call call, Instant when, Reply reply, @Nullable Fault fault, boolean applied) throws IOException {
        // the journal comes first: a test that has its answer finds its request counted
        note(call, when, reply.status(), applied);
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        Fault.Kind kind = fault == null ? null : fault.kind();
        if (kind == Fault.Kind.WRONG_ENCODING) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        }
        byte[] body = reply.body();
        if (body.length == 0 || call.is("HEAD")) {
            exchange.sendResponseHeaders(reply.status(), -1);
            exchange.close();
            return;
        }
        exchange.sendResponseHeaders(reply.status(), body.length);
        OutputStream out = exchange.getResponseBody();
        if (kind == Fault.Kind.CUT_MID_BODY) {
            out.write(body, 0, body.length / 2);
            out.flush();
        } else if (kind == Fault.Kind.DRIP) {
            drip(out, body, fault.delayMillis());
        } else {
            out.write(body);
            out.close();
        }
        exchange.close();
    }

    private static void drip(OutputStream out, byte[] body, long millis) throws IOException {
        int piece = Math.max(1, body.length / PIECES);
        for (int from = 0; from < body.length; from += piece) {
            out.write(body, from, Math.min(piece, body.length - from));
            out.flush();
            pause(millis);
        }
        out.close();
    }

    private void note(Call call, Instant when, int status, boolean applied) {
        List<String> names = call.headers().keySet().stream().map(name -> name.toLowerCase(Locale.ROOT)).sorted().toList();
        journal.add(new RequestRecord(when, system, call.method(), guard.masked(call), names, call.body().length, status, applied));
    }

    /** Real time on purpose: a slow system is slow for its caller whatever the sandbox's clock says. */
    static void pause(long millis) {
        long until = System.nanoTime() + millis * 1_000_000;
        for (long left = until - System.nanoTime(); left > 0 && !Thread.currentThread().isInterrupted(); left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
