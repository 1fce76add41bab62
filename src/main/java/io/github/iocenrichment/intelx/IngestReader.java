package io.github.iocenrichment.intelx;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.intelx.SendReply.Outcome;
import java.time.Instant;

/** Reads Intel Exchange's answers to calls of its Open API. It documents no error body, so the status decides and the body gives the words. */
public final class IngestReader {
    private IngestReader() {
    }

    /**
     * The answer to {@code ingest_bundle}.
     *
     * @param signedAnew true when this was already the second try after a refused signature
     */
    public static SendReply read(HttpReply reply, boolean signedAnew, Instant now) {
        if (reply.status() >= 200 && reply.status() < 300) {
            return taken(reply);
        }
        return switch (reply.status()) {
            case 400, 409, 413, 422 -> SendReply.of(Outcome.REFUSED, PlatformJson.words(reply.body()));
            case 401, 403 -> signature(reply, signedAnew, now);
            case 402 -> SendReply.of(Outcome.STOPPED, "Intel Exchange: no licence for this (402): " + PlatformJson.words(reply.body()));
            case 404, 405, 406, 415 -> SendReply.of(Outcome.STOPPED, "Intel Exchange does not know this address (" + reply.status()
                    + "): intelx.base-url must end with the API's mount, normally /ctixapi");
            case 408 -> SendReply.of(Outcome.RETRY_LATER, "Intel Exchange gave up waiting for the request (408)");
            case 429 -> new SendReply(Outcome.RETRY_LATER, "Intel Exchange: quota used up (429)",
                    ServerClock.retryAfter(reply, now).orElse(ServerClock.nextMinute(now)), null);
            default -> other(reply, now);
        };
    }

    private static SendReply taken(HttpReply reply) {
        JsonNode answer = PlatformJson.read(reply.body());
        if (PlatformJson.isPage(reply.body(), answer)) {
            return SendReply.of(Outcome.RETRY_LATER, "something in front of Intel Exchange answered with an HTML page (" + reply.status() + ")");
        }
        if (PlatformJson.isFalse(answer.path("success"))) {
            return SendReply.of(Outcome.REFUSED, PlatformJson.words(reply.body(), answer));
        }
        return SendReply.of(Outcome.SENT, null);
    }

    private static SendReply signature(HttpReply reply, boolean signedAnew, Instant now) {
        String reason = ServerClock.difference(reply, now)
                .map(difference -> difference + ", and a signature lives for 25 seconds: set the clock right")
                .orElse(reply.status() == 401 ? "check intelx.access-id and intelx.secret-key" : "the key's role lacks the right to do this");
        return SendReply.of(signedAnew ? Outcome.STOPPED : Outcome.SIGN_ANEW,
                "Intel Exchange refused the signature (" + reply.status() + "): " + reason);
    }

    private static SendReply other(HttpReply reply, Instant now) {
        if (reply.status() >= 300 && reply.status() < 400) {
            return SendReply.of(Outcome.STOPPED, "Intel Exchange redirects (" + reply.status()
                    + "), which would lose the body: write the address behind it into intelx.base-url");
        }
        if (reply.status() >= 400 && reply.status() < 500) {
            return SendReply.of(Outcome.STOPPED, "Intel Exchange answered " + reply.status() + ": " + PlatformJson.words(reply.body()));
        }
        return new SendReply(Outcome.RETRY_LATER, "Intel Exchange fails (" + reply.status() + "): " + PlatformJson.words(reply.body()),
                ServerClock.retryAfter(reply, now).orElse(null), null);
    }
}
