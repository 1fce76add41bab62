package io.github.iocenrichment.publish;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.iocenrichment.intelx.TaxiiStatus;
import io.github.iocenrichment.stix.StixPackage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a TAXII server said about each envelope of a publication; kept in the store as the document {@code taxii}.
 *
 * @param sent one for each envelope, in the order in which they were taken
 */
public record TaxiiDocument(List<Sent> sent) {
    static final String DOCUMENT = "taxii";
    /** Numbers of groupings for what is sent once more; above those of all pieces of a publication. */
    static final int REPEATED = 10_000;

    /**
     * One envelope that was taken.
     *
     * @param key     its effect
     * @param message what it held
     * @param status  what the server said last; null when it keeps no status, which is no failure
     * @param second  whether it repeats what failed in an earlier one: then failures are final
     * @param settled whether its failures were taken care of: sent once more, or put before operators
     */
    public record Sent(String key, StixPackage message, @Nullable TaxiiStatus status, boolean second, boolean settled) {
        @JsonIgnore
        boolean isPending() {
            return status != null && !status.complete() && status.id() != null;
        }

        /** Id of the status resource. */
        @JsonIgnore
        public @Nullable String getStatusId() {
            return status.id();
        }

        @JsonIgnore
        boolean isToBeSentAgain() {
            return !second && !settled && status != null && status.complete() && !status.failures().isEmpty();
        }

        @JsonIgnore
        Sent takenCareOf() {
            return new Sent(key, message, status, second, true);
        }

        @JsonIgnore
        boolean isFailed() {
            return second && !settled && status != null && status.complete() && !status.failures().isEmpty();
        }
    }

    public TaxiiDocument {
        sent = List.copyOf(sent);
    }

    TaxiiDocument with(Message message, @Nullable TaxiiStatus status) {
        return with(new Sent(message.effect().key(), message.objects(), status, false, false));
    }

    TaxiiDocument with(Sent one) {
        List<Sent> next = new ArrayList<>(sent);
        next.removeIf(known -> known.key().equals(one.key()));
        next.add(one);
        return new TaxiiDocument(next);
    }

    @JsonIgnore
    List<Sent> pending() {
        return sent.stream().filter(Sent::isPending).toList();
    }

    @JsonIgnore
    boolean hasEachStatus() {
        return sent.stream().allMatch(one -> one.status() != null && one.status().complete());
    }

    /** What the server did not take even when it was sent once more, and nobody has taken care of. */
    @JsonIgnore
    List<Sent> failed() {
        return sent.stream().filter(Sent::isFailed).toList();
    }

    /** The envelope whose failures this one repeats; itself where that one is not known any more. */
    Sent first(Sent repeated) {
        return sent.stream().filter(one -> !one.second() && REPEATED + one.message().part() == repeated.message().part()).findFirst().orElse(repeated);
    }
}
