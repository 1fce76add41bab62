package io.github.iocenrichment.sandbox;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** The open ports, one for each system, and the threads that answer there. */
final class SystemServers {
    private final SandboxOptions options;
    private final Faults faults;
    private final RequestJournal journal;
    private final Map<SandboxSystem, SystemServer> servers = new EnumMap<>(SandboxSystem.class);
    private final ExecutorService threads;

    SystemServers(SandboxOptions options, Faults faults, RequestJournal journal) {
        this.options = options;
        this.faults = faults;
        this.journal = journal;
        AtomicInteger number = new AtomicInteger();
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "sandbox-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    void open(SandboxSystem system, Function<Call, Reply> handler) throws IOException {
        int port = options.port() == 0 ? 0 : options.port() + system.ordinal();
        servers.put(system, new SystemServer(system, handler, port, threads, options, new KeyGuard(options.keys()), faults, journal));
    }

    String url(SandboxSystem system) {
        return "http://127.0.0.1:" + servers.get(system).port() + system.path();
    }

    ExecutorService threads() {
        return threads;
    }

    void close() {
        servers.values().forEach(SystemServer::close);
        threads.shutdownNow();
    }
}
