package io.github.iocenrichment.enrich;

import io.github.iocenrichment.source.Answer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One look of the verdict watch at one incident. */
public final class WatchWork {
    private final String recId;
    private final WatchDocument document;
    private final List<Answer> open;
    private boolean due;
    private boolean asking;
    private @Nullable Instant againAt;

    /** @param open the answers that may have changed */
    WatchWork(String recId, WatchDocument document, List<Answer> open) {
        this.recId = recId;
        this.document = document;
        this.open = List.copyOf(open);
    }

    /** True when a round may begin, if the incident is still open. */
    public boolean isDue() {
        return due;
    }

    /** True when the questions are to be asked again now. */
    public boolean isAsking() {
        return asking;
    }

    /** True when there is a further look to come. */
    public boolean isGoingOn() {
        return againAt != null;
    }

    public @Nullable Instant getAgainAt() {
        return againAt;
    }

    String recId() {
        return recId;
    }

    WatchDocument document() {
        return document;
    }

    List<Answer> open() {
        return open;
    }

    WatchWork whenOpen() {
        due = true;
        return this;
    }

    /** Asks now. @param next when to look again; null when this is the last round */
    WatchWork ask(@Nullable Instant next) {
        asking = true;
        againAt = next;
        return this;
    }

    WatchWork lookAgain(Instant when) {
        againAt = when;
        return this;
    }
}
