package io.github.iocenrichment.publish;

import io.github.iocenrichment.enrich.Findings;
import io.github.iocenrichment.report.Publication;
import io.github.iocenrichment.store.IncidentStore;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether what is planned to be published about an incident's findings may be; kept in the store as the document {@code approval}.
 *
 * @param findings   a short name of the findings that it is about, as in the plan
 * @param state      what was decided
 * @param since      when it began to wait
 * @param until      when it is refused without a decision
 * @param by         who decided, as they wrote their name; null while nobody has
 * @param reason     why, in their words; null when they gave none
 * @param tlp        marking of what is planned
 * @param indicators STIX indicators in it
 * @param objects    STIX objects in it
 */
public record ApprovalDocument(String findings, State state, Instant since, Instant until, @Nullable String by, @Nullable String reason, @Nullable String tlp,
                               int indicators, int objects) {
    public static final String DOCUMENT = "approval";
    /** What the note says while it waits. */
    public static final String WAITS = "publication waits for approval";

    /** What was decided. */
    public enum State { WAITING, APPROVED, REFUSED, EXPIRED }

    /** The decision about the findings that the incident has by now; empty when none is asked for. */
    public static Optional<ApprovalDocument> of(IncidentStore incidents, String recId, Findings about) {
        return incidents.load(recId, DOCUMENT, ApprovalDocument.class).filter(known -> known.findings().equals(PublicationPlan.nameOf(about)));
    }

    public boolean isWaiting() {
        return state == State.WAITING;
    }

    boolean isRefused() {
        return state == State.REFUSED || state == State.EXPIRED;
    }

    ApprovalDocument decided(State what, @Nullable String who, @Nullable String why) {
        return new ApprovalDocument(findings, what, since, until, who, why, tlp, indicators, objects);
    }

    /**
     * What notes say about the publication because of it.
     *
     * @param known what became of the publication that came furthest
     * @return empty when it is approved: then the publication speaks for itself
     */
    public Optional<Publication> reported(Publication known) {
        if (isWaiting()) {
            return Optional.of(new Publication(Publication.State.PENDING, tlp, indicators, objects, WAITS, null));
        }
        if (!isRefused()) {
            return Optional.empty();
        }
        String words = state == State.EXPIRED ? "not approved within the time for it" : "refused by " + by + (reason == null ? "" : ", " + reason);
        return Optional.of(known.state().isOut() ? known.withState(Publication.State.PARTLY_REFUSED, "what was to be added was " + words)
                : Publication.none().withState(Publication.State.NONE, words));
    }
}
