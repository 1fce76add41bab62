package io.github.iocenrichment.intelx;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.intelx.SendReply.Outcome;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a TAXII 2.1 server's answers: discovery, API root, collection, envelope, status. */
public final class TaxiiReader {
    /** For {@code Accept} and {@code Content-Type}, letter for letter. */
    public static final String MEDIA_TYPE = "application/taxii+json;version=2.1";

    private TaxiiReader() {
    }

    /**
     * Something that was looked for.
     *
     * @param value   the finding; null when there is none
     * @param problem why there is none; null when there is one
     */
    public record Found<T>(@Nullable T value, @Nullable String problem) {
        static <T> Found<T> of(T value) {
            return new Found<>(value, null);
        }

        static <T> Found<T> not(String problem) {
            return new Found<>(null, problem);
        }
    }

    /** What a collection allows: to be written to, unless it says that it is not. */
    public record Collection(String id, @Nullable String title, boolean writable) {
    }

    /** What a question for the status came to; {@code status} null with {@code problem} null means that the server does not know it. */
    public record StatusReading(@Nullable TaxiiStatus status, @Nullable String problem) {
        /** The server keeps no such status: nothing is known, which is no failure. */
        public boolean isUnknown() {
            return status == null && problem == null;
        }
    }

    /** The discovery address as the operator wrote it, with the closing slash that every address of TAXII has. */
    public static URI discovery(String address) {
        return URI.create(address.contains("?") || address.endsWith("/") ? address : address + "/");
    }

    /**
     * The API root out of the discovery answer, with a closing slash. Only its path is taken over: the credentials go to the host that the
     * operator named and to no other.
     */
    public static Found<URI> apiRoot(HttpReply reply, URI discovery) {
        JsonNode answer = PlatformJson.read(reply.body());
        if (reply.status() != 200 || answer.isMissingNode()) {
            return Found.not("TAXII discovery " + problem(reply));
        }
        String root = PlatformJson.text(answer.path("default"));
        if (root == null) {
            root = PlatformJson.items(answer.path("api_roots")).stream().map(PlatformJson::text).findFirst().orElse(null);
        }
        try {
            URI named = root == null ? null : discovery.resolve(root);
            return named == null || named.getRawPath() == null ? Found.not("TAXII discovery names no API root")
                    : Found.of(discovery.resolve(ownPath(named.getRawPath())));
        } catch (IllegalArgumentException e) {
            return Found.not("TAXII discovery names an API root that is no address: " + root);
        }
    }

    /** The most bytes that the server takes; empty when it does not say. */
    public static Optional<Integer> maxContentLength(HttpReply reply) {
        int length = PlatformJson.number(PlatformJson.read(reply.body()).path("max_content_length"));
        return reply.status() == 200 && length > 0 ? Optional.of(length) : Optional.empty();
    }

    /** One collection, from its own address or out of the list of all. */
    public static Found<Collection> collection(HttpReply reply, String id) {
        JsonNode answer = PlatformJson.read(reply.body());
        if (reply.status() == 404) {
            return Found.not("the TAXII server has no collection " + id + ": set intelx.taxii.collection-id");
        }
        if (reply.status() != 200 || answer.isMissingNode()) {
            return Found.not("TAXII collection " + problem(reply));
        }
        JsonNode row = answer.has("collections") ? PlatformJson.items(answer.path("collections")).stream()
                .filter(one -> id.equalsIgnoreCase(PlatformJson.text(one.path("id")))).findFirst().orElse(null) : answer;
        if (row == null || !id.equalsIgnoreCase(PlatformJson.text(row.path("id")))) {
            return Found.not("the TAXII server has no collection " + id + ": set intelx.taxii.collection-id");
        }
        return Found.of(new Collection(id, PlatformJson.text(row.path("title")), !PlatformJson.isFalse(row.path("can_write"))));
    }

    /** The list of all collections, for a server that does not give one alone. */
    public static URI collectionsAddress(URI apiRoot) {
        return apiRoot.resolve("collections/");
    }

    /** Where objects are added. The closing slash matters: a redirect would lose the message. */
    public static URI objectsAddress(URI apiRoot, @Nullable String collectionId) {
        return apiRoot.resolve("collections/" + collectionId + "/objects/");
    }

    public static URI statusAddress(URI apiRoot, String statusId) {
        return apiRoot.resolve("status/" + URLEncoder.encode(statusId, StandardCharsets.UTF_8) + "/");
    }

    /** The answer to an envelope. 202 is the standard's; 200, 201 and an empty body are seen as well. */
    public static SendReply sent(HttpReply reply, Instant now) {
        return switch (reply.status()) {
            case 200, 201, 202, 204 -> taken(reply);
            case 400, 413, 422 -> SendReply.of(Outcome.REFUSED, PlatformJson.words(reply.body()));
            case 401 -> stopped(reply, "check intelx.taxii.username and intelx.taxii.password");
            case 403 -> stopped(reply, "the collection is not writable for this user");
            case 404 -> stopped(reply, "no such collection: check intelx.taxii.collection-id");
            case 429, 408 -> new SendReply(Outcome.RETRY_LATER, "TAXII " + problem(reply),
                    ServerClock.retryAfter(reply, now).orElse(ServerClock.nextMinute(now)), null);
            default -> reply.status() >= 500
                    ? new SendReply(Outcome.RETRY_LATER, "TAXII " + problem(reply), ServerClock.retryAfter(reply, now).orElse(null), null)
                    : stopped(reply, "not to be repeated");
        };
    }

    private static SendReply taken(HttpReply reply) {
        JsonNode answer = PlatformJson.read(reply.body());
        return PlatformJson.isPage(reply.body(), answer)
                ? SendReply.of(Outcome.RETRY_LATER, "something in front of the TAXII server answered with an HTML page (" + reply.status() + ")")
                : new SendReply(Outcome.SENT, null, null, TaxiiStatus.of(answer));
    }

    /** The answer to a question for the status. */
    public static StatusReading status(HttpReply reply) {
        if (reply.status() == 404) {
            return new StatusReading(null, null);
        }
        TaxiiStatus status = reply.status() == 200 || reply.status() == 202 ? TaxiiStatus.of(PlatformJson.read(reply.body())) : null;
        return status == null ? new StatusReading(null, "TAXII status " + problem(reply)) : new StatusReading(status, null);
    }

    /** Whether the server, or something in front of it, is only out of order: the same question is worth asking again. */
    public static boolean isPassing(HttpReply reply) {
        return reply.status() >= 500 || reply.status() == 429 || reply.status() == 408
                || reply.status() == 200 && PlatformJson.isPage(reply.body(), PlatformJson.read(reply.body()));
    }

    private static SendReply stopped(HttpReply reply, String remedy) {
        return SendReply.of(Outcome.STOPPED, "TAXII " + problem(reply) + "; " + remedy);
    }

    private static String problem(HttpReply reply) {
        return "answered " + reply.status() + ": " + PlatformJson.words(reply.body());
    }

    /** With a closing slash, and one at its beginning: two of them would begin the name of another host. */
    private static String ownPath(String path) {
        String own = path.replaceFirst("^/{2,}+", "/");
        return own.endsWith("/") ? own : own + "/";
    }
}
