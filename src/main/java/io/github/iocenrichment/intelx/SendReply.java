package io.github.iocenrichment.intelx;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a message that was sent.
 *
 * @param outcome what to do next
 * @param words   what the platform said or what is wrong, for an operator; null when all is well
 * @param retryAt earliest time of the next try, when the platform named or implied one; else null
 * @param status  the status resource of a TAXII server, when it sent one; else null
 */
public record SendReply(Outcome outcome, @Nullable String words, @Nullable Instant retryAt, @Nullable TaxiiStatus status) {

    /** What to do next. */
    public enum Outcome {
        /** Taken in. Whether it arrived is another question. */
        SENT,
        /** The content is refused and will be as often as it is sent: find the object ({@link Bisection}). */
        REFUSED,
        /** Nothing will be taken in until an operator corrects credentials, licence, address or rights. */
        STOPPED,
        /** The signature was refused: send the same once more with a new one. */
        SIGN_ANEW,
        /** The same message again later: quota, or the platform fails. */
        RETRY_LATER,
        /** No answer came. It may have arrived; sending the same again is harmless. */
        UNKNOWN
    }

    static SendReply of(Outcome outcome, @Nullable String words) {
        return new SendReply(outcome, words, null, null);
    }

    public Optional<Instant> retryTime() {
        return Optional.ofNullable(retryAt);
    }
}
