package io.github.iocenrichment.ivanti;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a call did not bring what was asked for.
 *
 * @param kind    what it means for us
 * @param words   Ivanti's own words: at most 1 KiB, on one line, without session and tenant data
 * @param remedies names of the settings or template files to correct, possibly none
 * @param retryAt earliest time of the next try as Ivanti asked for it; null when it did not say
 */
public record IvantiFault(Kind kind, String words, List<String> remedies, @Nullable Instant retryAt) {

    /** What a fault means for us. */
    public enum Kind {
        /** The record asked for does not exist (any more). */
        ABSENT(false),
        /** Something is wrong with the request; the same request will be refused again. */
        REFUSED(false),
        /** An upload was refused, wholly or in part. */
        UPLOAD_REFUSED(false),
        /** Key or session refused: with a session, log in again once. */
        UNAUTHORISED(false),
        /** Role or gateway refuses. */
        FORBIDDEN(false),
        /** Wrong path, object or relationship: a configuration error. */
        WRONG_PATH(false),
        /** Too many requests. */
        THROTTLED(true),
        /** Ivanti or the network to it is down; a write may have been applied all the same. */
        UNAVAILABLE(true),
        /** A page for people came in place of data: log-in or maintenance. */
        MAINTENANCE(true),
        /** An answer came and makes no sense; a write may have been applied all the same. */
        UNREADABLE(true);

        private final boolean passing;

        Kind(boolean passing) {
            this.passing = passing;
        }

        /** Whether a later try may do better. */
        public boolean isPassing() {
            return passing;
        }
    }

    public IvantiFault {
        remedies = List.copyOf(remedies);
    }

    static IvantiFault of(Kind kind, String words) {
        return new IvantiFault(kind, words, List.of(), null);
    }

    /** Whether a later try may do better. */
    public boolean isPassing() {
        return kind.isPassing();
    }

    /** One line for logs and parked work: what Ivanti said and which settings to correct. */
    public String line() {
        String said = words.isEmpty() ? kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') : words;
        return remedies.isEmpty() ? said : said + " (fix: " + String.join(", ", remedies) + ")";
    }
}
