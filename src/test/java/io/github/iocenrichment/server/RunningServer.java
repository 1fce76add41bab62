package io.github.iocenrichment.server;

import io.github.iocenrichment.FreePort;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.store.StoreSettings;
import io.github.iocenrichment.web.Access;
import io.github.iocenrichment.web.AllowedHosts;
import io.github.iocenrichment.web.AuditTrail;
import java.io.IOException;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** The server alone, with two routes that count what reaches them. */
final class RunningServer implements AutoCloseable {
    static final String TOKEN = "token-of-the-page-0123456789";
    final AtomicInteger routed = new AtomicInteger();
    final Store store = Store.open(new StoreSettings("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "", "node-1"), Clock.systemUTC());
    final int port;
    private final DefaultCamelContext camel = new DefaultCamelContext();

    RunningServer(ServerLimits limits, String token) throws Exception {
        this(limits, token, FreePort.find());
    }

    RunningServer(ServerLimits limits, String token, int port) throws Exception {
        this.port = port;
        camel.addService(new PageServer(camel, "127.0.0.1", port, limits, new AllowedHosts(Set.of("localhost", "127.0.0.1", "[::1]", "soc.example")),
                new Access(token), new AuditTrail(store.audit(), Runnable::run, Clock.systemUTC()), store.search()::stamp), true, true);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/?httpMethodRestrict=GET").process(exchange -> routed.incrementAndGet()).removeHeaders("*").setBody(constant("page"));
                from("platform-http:/release?httpMethodRestrict=POST").process(exchange -> routed.incrementAndGet()).removeHeaders("*")
                        .setBody(simple("order ${body}"));
                from("platform-http:/observe/health/live?httpMethodRestrict=GET").removeHeaders("*").setBody(constant("UP"));
                from("platform-http:/observe/health/ready?httpMethodRestrict=GET").removeHeaders("*").setBody(constant("UP"));
            }
        });
        camel.start();
    }

    RawConnection connect() throws IOException {
        return new RawConnection(port);
    }

    /** What is answered to these bytes on a connection of their own. */
    String answer(String bytes) throws IOException {
        try (RawConnection connection = connect()) {
            connection.send(bytes);
            return connection.untilClosed();
        }
    }

    @Override
    public void close() {
        camel.stop();
        store.close();
    }
}
