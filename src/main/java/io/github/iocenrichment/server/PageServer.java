package io.github.iocenrichment.server;

import io.github.iocenrichment.settings.PortCheck;
import io.github.iocenrichment.web.Access;
import io.github.iocenrichment.web.AllowedHosts;
import io.github.iocenrichment.web.AuditTrail;
import io.netty.channel.ChannelPipeline;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server behind {@code platform-http:}. Camel's own takes bodies of any size, any number of connections and HTTP/2 in the clear, and only warns
 * when its port is taken; this one is bounded, and a port that it does not get ends the start.
 */
final class PageServer extends ServiceSupport {
    private static final Logger LOG = LoggerFactory.getLogger(PageServer.class);
    private static final long WITHIN_SECONDS = 30;
    private static final long SWEEP_MILLIS = 1000;
    private static final long STARVED_SECONDS = 10;
    /** Pages are made by so many threads; more would only take memory. */
    private static final int WORKERS = 8;
    /** What Vert.x calls the failure of a request whose sender closed the connection. */
    private static final int BROKEN_OFF = 200;
    private static final List<Integer> FAILURES = List.of(BROKEN_OFF, 400, 413, 417, 500);
    /** One read of the socket: what a connection can have decoded at one time. */
    private static final int READ_BYTES = 4096;

    private final CamelContext camel;
    private final String host;
    private final int port;
    private final ServerLimits limits;
    private final AllowedHosts hosts;
    private final Access access;
    private final AuditTrail audit;
    private final Supplier<String> stamp;
    private @Nullable Vertx vertx;

    PageServer(CamelContext camel, String host, int port, ServerLimits limits, AllowedHosts hosts, Access access, AuditTrail audit, Supplier<String> stamp) {
        this.stamp = stamp;
        this.camel = camel;
        this.host = host;
        this.port = port;
        this.limits = limits;
        this.hosts = hosts;
        this.access = access;
        this.audit = audit;
    }

    @Override
    protected void doStart() throws Exception {
        // one event loop: connections are looked after by one thread, which never waits for anything
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(WORKERS)
                // a machine under load is seen by the figures, not by a warning with a stack every second
                .setMaxEventLoopExecuteTime(STARVED_SECONDS).setMaxEventLoopExecuteTimeUnit(TimeUnit.SECONDS)
                .setFileSystemOptions(new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        Router router = Router.router(vertx);
        FAILURES.forEach(status -> router.errorHandler(status, PageServer::answerFailure));
        offer(router);
        Connections connections = new Connections(limits, () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
        LiveStreams live = new LiveStreams(vertx, stamp);
        RequestGuard guard = new RequestGuard(vertx, limits, connections, hosts, access, audit, live, router);
        HttpServer server = vertx.createHttpServer(options()).requestHandler(guard).invalidRequestHandler(guard::handleInvalid)
                .connectionHandler(connection -> {
                    harden(connection);
                    connections.opened(connection);
                }).exceptionHandler(error -> LOG.debug("A connection broke before its first request: {}", error.toString()));
        try {
            await(server.listen(port, host).toCompletionStage());
        } catch (ExecutionException e) {
            closeAll();
            throw PortCheck.refused(host, port, e.getCause());
        }
        live.start();
        vertx.setPeriodic(SWEEP_MILLIS, timer -> {
            connections.sweep();
            audit.flush();
        });
    }

    @Override
    protected void doStop() throws Exception {
        closeAll();
        audit.close();
    }

    private void closeAll() throws InterruptedException, TimeoutException {
        if (vertx == null) {
            // the start failed before it came to the server
            return;
        }
        try {
            await(vertx.close().toCompletionStage());
        } catch (ExecutionException e) {
            LOG.warn("The HTTP server was not closed cleanly: {}", e.getCause().toString());
        }
    }

    private static void await(CompletionStage<?> stage) throws ExecutionException, InterruptedException, TimeoutException {
        stage.toCompletableFuture().get(WITHIN_SECONDS, TimeUnit.SECONDS);
    }

    private HttpServerOptions options() {
        return new HttpServerOptions().setHttp2ClearTextEnabled(false).setMaxInitialLineLength(limits.lineBytes()).setMaxHeaderSize(limits.headerBytes())
                .setMaxFormAttributeSize(limits.bodyBytes()).setReceiveBufferSize(READ_BYTES).setIdleTimeout((int) limits.stalled().toSeconds());
    }

    /** Puts this server in the place where {@code platform-http:} looks for one. */
    private void offer(Router router) {
        VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
        configuration.setBindHost(host);
        configuration.setBindPort(port);
        camel.getRegistry().bind("page-server-configuration", configuration);
        // nothing is uploaded: a form's fields are all that is read of a body, and its length was checked before
        Handler<RoutingContext> body = BodyHandler.create(false).setBodyLimit(limits.bodyBytes());
        String name = VertxPlatformHttpRouter.getRouterNameFromPort(port);
        camel.getRegistry().bind(name, new VertxPlatformHttpRouter(null, vertx, router, name, VertxPlatformHttpRouter.SERVER_TYPE_SERVER) {
            @Override
            public Handler<RoutingContext> bodyHandler() {
                return context -> {
                    context.request().resume();
                    body.handle(context);
                };
            }
        });
    }

    /** What the server's options cannot say. */
    private void harden(HttpConnection connection) {
        ChannelPipeline pipeline = InboundFilter.pipeline(connection);
        pipeline.addFirst("folded-headers", new FoldedHeaderFilter());
        pipeline.addBefore("handler", "inbound", new InboundFilter(limits.pipelined()));
    }

    /** A caller that closes the connection, or a query that cannot be read, is no failure of ours; Vert.x would log each with its stack. */
    private static void answerFailure(RoutingContext context) {
        boolean theirs = context.statusCode() != 500 || context.failure() instanceof HttpClosedException || context.failure() instanceof ClosedChannelException;
        if (theirs) {
            LOG.debug("A request was not answered: {}", String.valueOf(context.failure()));
        } else {
            LOG.warn("A request to {} could not be answered: {}", context.request().path(), String.valueOf(context.failure()));
        }
    }
}
