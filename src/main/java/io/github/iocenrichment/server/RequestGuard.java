package io.github.iocenrichment.server;

import io.github.iocenrichment.web.Access;
import io.github.iocenrichment.web.AllowedHosts;
import io.github.iocenrichment.web.AuditTrail;
import io.github.iocenrichment.web.Caller;
import io.github.iocenrichment.web.StatusPage;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every route, known or not: first the host, then the form of the request, then the token, then the announced body. What is refused is
 * answered once and its connection closed, before a byte of the body is read. What is let through is routed with the headers of every answer set.
 */
final class RequestGuard implements Handler<HttpServerRequest> {
    /** For probes, which call by address and know no token; they get the status and nothing else. */
    private static final Set<String> PROBES = Set.of("/observe/health/live", "/observe/health/ready");
    private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.POST);
    private static final String FORM = "application/x-www-form-urlencoded";
    /** So long a refused request may go on arriving, unread, so that its sender gets to see the answer. */
    private static final long LINGER_MILLIS = 500;

    private final Vertx vertx;
    private final ServerLimits limits;
    private final Connections connections;
    private final AllowedHosts hosts;
    private final Access access;
    private final AuditTrail audit;
    private final LiveStreams live;
    private final Handler<HttpServerRequest> routes;

    RequestGuard(Vertx vertx, ServerLimits limits, Connections connections, AllowedHosts hosts, Access access, AuditTrail audit, LiveStreams live,
                 Handler<HttpServerRequest> routes) {
        this.live = live;
        this.vertx = vertx;
        this.limits = limits;
        this.connections = connections;
        this.hosts = hosts;
        this.access = access;
        this.audit = audit;
        this.routes = routes;
    }

    private record Refusal(int status, String words) {
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (!connections.arrived(request)) {
            return;
        }
        boolean probe = PROBES.contains(String.valueOf(request.path())) && request.method() != HttpMethod.POST;
        if (!probe && !hosts.areAnswered(request.headers().getAll("Host"), request.uri())) {
            audited(request, "the Host header is not allowed; add the name to http.allowed-hosts if it is yours");
            refuse(request, new Refusal(403, "This host name is not answered here; http.allowed-hosts names those that are."));
            return;
        }
        Refusal malformed = malformed(request);
        if (malformed != null) {
            refuse(request, malformed);
            return;
        }
        Access.Credentials credentials = probe ? Access.Credentials.SUFFICIENT : access.of(request.method().name(), request.path())
                .check(request.headers().getAll("Authorization"));
        if (credentials != Access.Credentials.SUFFICIENT) {
            unauthorised(request, credentials);
            return;
        }
        Refusal body = body(request);
        if (body != null) {
            refuse(request, body);
            return;
        }
        protect(request.response());
        if (probe) {
            // called by address, or by a name that is nobody's; the router takes only what it can read
            request.headers().set("Host", "localhost");
        }
        if (!live.takes(request)) {
            routes.handle(request);
        }
    }

    /** What the decoder could make no request of. */
    void handleInvalid(HttpServerRequest request) {
        if (!connections.arrived(request)) {
            return;
        }
        Throwable cause = request.decoderResult().cause();
        refuse(request, cause instanceof TooLongHttpLineException ? new Refusal(414, "The request line is too long.")
                : cause instanceof TooLongFrameException ? new Refusal(431, "The header fields are too long.")
                : new Refusal(400, "The request is malformed."));
    }

    private @Nullable Refusal malformed(HttpServerRequest request) {
        if (request.headers().entries().size() > limits.headerFields()) {
            return new Refusal(431, "There are more than " + limits.headerFields() + " header fields.");
        }
        if (request.headers().contains("Transfer-Encoding")) {
            return new Refusal(400, "A body is only taken with a Content-Length; Transfer-Encoding is not served.");
        }
        if (request.headers().contains("")) {
            return new Refusal(400, "A header field has no name.");
        }
        if (request.uri().isEmpty() || !METHODS.contains(request.method())) {
            return new Refusal(405, "Only GET and POST are served.");
        }
        return null;
    }

    private @Nullable Refusal body(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        if (length != null && (length.length() > 9 || Long.parseLong(length) > limits.bodyBytes())) {
            return new Refusal(413, "A body may have " + limits.bodyBytes() + " bytes.");
        }
        String type = request.getHeader("Content-Type");
        if (type != null && request.method() == HttpMethod.POST && !Access.isHook(request.method().name(), request.path())
                && !type.split(";", 2)[0].strip().equalsIgnoreCase(FORM)) {
            return new Refusal(415, "Orders are taken as " + FORM + ".");
        }
        return null;
    }

    private void unauthorised(HttpServerRequest request, Access.Credentials credentials) {
        boolean hook = access.of(request.method().name(), request.path()) != access;
        String setting = hook ? "ivanti.hook.token" : "http.token";
        Refusal refusal = new Refusal(401, "The token of " + setting + " is needed, as the password or as a bearer token.");
        if (credentials == Access.Credentials.MISSING) {
            // a browser asks so before it asks its user; still somebody without the token was here
            audited(request, "no token was sent; send " + setting + " as password or bearer token");
            refuse(request, refusal);
            return;
        }
        audited(request, "the token is wrong; send that of " + setting);
        connections.refused(request);
        vertx.setTimer(limits.wrongToken().toMillis(), waited -> refuse(request, refusal));
    }

    private void audited(HttpServerRequest request, String reason) {
        List<String> authorization = request.headers().getAll("Authorization");
        String user = access.user(authorization.isEmpty() ? "" : authorization.get(0));
        String address = request.remoteAddress() == null ? "unknown" : String.valueOf(request.remoteAddress().hostAddress());
        audit.refused(new Caller(address, user), request.method() + " " + request.path(), reason);
    }

    private void refuse(HttpServerRequest request, Refusal refusal) {
        connections.refused(request);
        HttpServerResponse response = request.response();
        if (response.closed() || response.ended()) {
            return;
        }
        protect(response);
        if (refusal.status() == 401) {
            response.putHeader("WWW-Authenticate", "Basic realm=\"ioc-enrichment\"");
        }
        if (refusal.status() == 405) {
            response.putHeader("Allow", "GET, POST");
        }
        response.setStatusCode(refusal.status()).putHeader("Content-Type", "text/plain; charset=utf-8").putHeader("Connection", "close")
                .end(refusal.words() + "\n").onComplete(sent -> {
                    if (request.isEnded()) {
                        request.connection().close();
                    } else {
                        vertx.setTimer(LINGER_MILLIS, lingered -> request.connection().close());
                    }
                });
    }

    /** Headers of every answer: it stays out of caches, frames, other sites' log files, and is nothing but what it says it is. */
    private static void protect(HttpServerResponse response) {
        response.putHeader("Cache-Control", "no-store").putHeader("X-Content-Type-Options", "nosniff").putHeader("X-Frame-Options", "DENY")
                .putHeader("Referrer-Policy", "same-origin").putHeader("Content-Security-Policy", StatusPage.CONTENT_SECURITY_POLICY);
    }
}
