package io.github.iocenrichment.intelx;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.http.HttpReply;
import org.jspecify.annotations.Nullable;

/** Reads whether one value is on the platform's list of allowed values, which also holds values that are no object yet. */
public final class AllowedValue {
    private AllowedValue() {
    }

    /** @param problem why nothing could be read; null when it could */
    public record Reading(boolean allowed, @Nullable String problem) {
    }

    public static Reading read(HttpReply reply) {
        JsonNode answer = PlatformJson.read(reply.body());
        if (reply.status() != 200 || !answer.has("is_whitelisted")) {
            return new Reading(false, "the list of allowed values answered " + reply.status() + ": " + PlatformJson.words(reply.body()));
        }
        return new Reading(PlatformJson.isTrue(answer.path("is_whitelisted")), null);
    }
}
