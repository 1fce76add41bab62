package io.github.iocenrichment.answer;

import io.github.iocenrichment.store.Effect;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The note of one incident while its parts are written. */
public final class NoteWork {
    private final String recId;
    private final @Nullable NotePlan plan;
    private final List<NotePart> parts;
    private final Map<String, Effect> intents = new HashMap<>();
    private final Set<String> written = new HashSet<>();
    private boolean waiting;
    private boolean gone;
    private @Nullable Instant askAgainAt;

    /**
     * @param plan  what is written; null when there is nothing new to report
     * @param parts those parts that are not known to be there
     */
    NoteWork(String recId, @Nullable NotePlan plan, List<NotePart> parts) {
        this.recId = recId;
        this.plan = plan;
        this.parts = List.copyOf(parts);
    }

    public List<NotePart> getParts() {
        return gone ? List.of() : parts;
    }

    /** True when a part that was sent without an answer may still arrive. */
    public boolean isWaiting() {
        return waiting && !gone;
    }

    public @Nullable Instant getAskAgainAt() {
        return askAgainAt;
    }

    /** The attachment that belongs to the note; empty when all of it fits into its parts. */
    Optional<NoteFile> file() {
        return Optional.ofNullable(plan).map(NotePlan::file);
    }

    String recId() {
        return recId;
    }

    @Nullable NotePlan plan() {
        return plan;
    }

    boolean isGone() {
        return gone;
    }

    /** @param isWritten whether the store holds it, or it is only planned */
    void intend(Effect intent, boolean isWritten) {
        intents.put(intent.key(), intent);
        if (isWritten) {
            written.add(intent.key());
        }
    }

    /** What is to be done under that key, as it was when this run began. */
    @Nullable Effect intent(String key) {
        return intents.get(key);
    }

    /** True once: the store holds the intent from here on. */
    boolean isToBeWritten(String key) {
        return written.add(key);
    }

    void pauseUntil(Instant when) {
        waiting = true;
        if (askAgainAt == null || when.isBefore(askAgainAt)) {
            askAgainAt = when;
        }
    }

    void gone() {
        gone = true;
    }
}
