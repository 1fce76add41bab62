package io.github.iocenrichment.enrich;

import io.github.iocenrichment.source.QuotaNotice;
import io.github.iocenrichment.store.Accounts;
import io.github.iocenrichment.store.AnswerStore.Kept;
import io.github.iocenrichment.store.QuotaRequest;
import io.github.iocenrichment.store.RawAnswer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one question taught that is not in the store yet: answers to keep, and what its source stated about its quota. */
final class Learned {
    private final String source;
    private final List<Kept> answers = new ArrayList<>();
    private final List<RawAnswer> raw = new ArrayList<>();
    private final Map<String, List<String>> joined = new LinkedHashMap<>();
    private final List<QuotaNotice> notices = new ArrayList<>();
    private @Nullable Instant answered;
    private @Nullable QuotaRequest refused;
    private @Nullable Instant refusedUntil;

    Learned(String source) {
        this.source = source;
    }

    void keep(Kept answer) {
        answers.add(answer);
    }

    /** @param parts answers that are made of the replies to others: the names of those, by its own */
    void keepRaw(List<RawAnswer> replies, Map<String, List<String>> parts) {
        raw.addAll(replies);
        joined.putAll(parts);
    }

    void stated(List<QuotaNotice> about) {
        notices.addAll(about);
    }

    /** The source has answered a call, and not refused it for its quota. @param paidAt when that call was paid */
    void answered(Instant paidAt) {
        answered = paidAt;
    }

    /** The source has refused a call for its quota. @param request who waits in line with the others @param until when the source may be called again */
    void refused(QuotaRequest request, Instant until) {
        refused = request;
        refusedUntil = until;
    }

    String source() {
        return source;
    }

    List<Kept> answers() {
        return answers;
    }

    List<RawAnswer> raw() {
        return raw;
    }

    Map<String, List<String>> joined() {
        return joined;
    }

    /** When the last call was paid that was answered; null when none was. */
    @Nullable Instant answered() {
        return answered;
    }

    boolean isAboutQuota() {
        return answered != null || refused != null || !notices.isEmpty();
    }

    void applyTo(Accounts accounts) {
        if (answered != null) {
            accounts.answered(source, answered);
        }
        accounts.learn(source, notices);
        if (refused != null) {
            accounts.refused(source, refused, refusedUntil);
        }
    }
}
