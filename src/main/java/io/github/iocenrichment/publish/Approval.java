package io.github.iocenrichment.publish;

import io.github.iocenrichment.store.StoredIncident;
import io.github.iocenrichment.enrich.Findings;
import io.github.iocenrichment.report.SafeText;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.stage.IncidentLog;
import io.github.iocenrichment.stix.Published;
import io.github.iocenrichment.store.IncidentStore;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.verdict.VerdictValue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The approval of publications by an operator: which ones wait for it, until when, and what was decided. */
public final class Approval {
    /** A decision hands the publication over; should the process end between the two, it is found so much later. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(2);
    private static final int NAME_MAX = 60;
    private static final int REASON_MAX = 200;
    /** So many are listed; further ones follow when these are decided. */
    private static final int LISTED = 100;

    private final IncidentStore incidents;
    private final Options options;
    private final IncidentLog log;
    private final Clock clock;

    /**
     * @param of      which publications wait
     * @param timeout how long before one is refused without a decision
     */
    public record Options(Of of, Duration timeout) {
        public static Options of(Settings settings) {
            return new Options(Of.valueOf(settings.text("publish.approval").toUpperCase(Locale.ROOT)), settings.duration("publish.approval.timeout"));
        }
    }

    /** Which publications wait for an approval. */
    public enum Of { NONE, MALICIOUS, ALL }

    public Approval(Store store, Options options, IncidentLog log, Clock clock) {
        this.incidents = store.incidents();
        this.options = options;
        this.log = log;
        this.clock = clock;
    }

    /** Where a publication stands. */
    public static final class Gate {
        private final @Nullable ApprovalDocument document;
        private final @Nullable Instant askAgainAt;

        private Gate(@Nullable ApprovalDocument document, @Nullable Instant askAgainAt) {
            this.document = document;
            this.askAgainAt = askAgainAt;
        }

        /** True while nobody has decided. */
        public boolean isWaiting() {
            return document != null && document.isWaiting();
        }

        /** True when it was refused, or nobody decided in time. */
        public boolean isNotApproved() {
            return document != null && document.isRefused();
        }

        /** When to look again for a decision. */
        public @Nullable Instant getAskAgainAt() {
            return askAgainAt;
        }
    }

    /** What was decided before about the findings that the incident has by now: nothing has to be built for one that waits or was refused. */
    public Gate begin(String recId) {
        Optional<ApprovalDocument> known = incidents.load(recId, Findings.DOCUMENT, Findings.class)
                .flatMap(findings -> ApprovalDocument.of(incidents, recId, findings));
        return known.map(document -> gate(recId, inTime(recId, document))).orElseGet(() -> new Gate(null, null));
    }

    /** Asks for an approval of what was built, where the settings want one and something of it is still to be sent. */
    public Gate ask(PublicationWork work) {
        Findings findings = incidents.load(work.recId(), Findings.DOCUMENT, Findings.class).orElseThrow();
        Optional<ApprovalDocument> known = ApprovalDocument.of(incidents, work.recId(), findings);
        if (known.isPresent()) {
            return gate(work.recId(), inTime(work.recId(), known.get()));
        }
        if (!work.isMore() || !isWanted(findings)) {
            return new Gate(null, null);
        }
        Instant now = clock.instant();
        // a publication whose first message may have left was begun before approvals were wanted; it goes on
        if (work.messages().stream().anyMatch(message -> message.effect().attempts() > 0 && !message.effect().isSettled())) {
            return new Gate(null, null);
        }
        ApprovalDocument asked = new ApprovalDocument(PublicationPlan.nameOf(findings), ApprovalDocument.State.WAITING, now, now.plus(options.timeout()), null,
                null,
                work.document().tlp(), work.document().indicators(), work.document().objects());
        incidents.save(work.recId(), ApprovalDocument.DOCUMENT, asked, now);
        log.line("publication waits for approval until " + asked.until().truncatedTo(ChronoUnit.SECONDS) + ": approve or refuse it on the page /approvals");
        return gate(work.recId(), asked);
    }

    private boolean isWanted(Findings findings) {
        return options.of() == Of.ALL || options.of() == Of.MALICIOUS && findings.findings().stream()
                .anyMatch(finding -> finding.indicator().enrichable() && finding.verdict().value() == VerdictValue.MALICIOUS);
    }

    /** The same, or refused when its time is over; whoever decided at that moment is not overruled. */
    private ApprovalDocument inTime(String recId, ApprovalDocument document) {
        Instant now = clock.instant();
        if (!document.isWaiting() || now.isBefore(document.until())) {
            return document;
        }
        ApprovalDocument expired = document.decided(ApprovalDocument.State.EXPIRED, null, null);
        if (incidents.save(recId, ApprovalDocument.DOCUMENT, expired, ApprovalDocument.class, document::equals, now)) {
            log.line("publication refused: nobody approved it within " + options.timeout().toHours() + " h");
            return expired;
        }
        return incidents.load(recId, ApprovalDocument.DOCUMENT, ApprovalDocument.class).orElse(document);
    }

    private Gate gate(String recId, ApprovalDocument document) {
        Instant soon = clock.instant().plus(LOOK_AGAIN);
        return new Gate(document, document.until().isBefore(soon) ? document.until() : soon);
    }

    /**
     * A publication that waits.
     *
     * @param recId    the incident's key
     * @param object   the business object of Ivanti that it is
     * @param number   its number
     * @param values   indicators that would be published
     * @param document what is asked
     */
    public record Waiting(String recId, String object, String number, List<Published> values, ApprovalDocument document) {
        /** Stands for exactly this publication: an order about one that has changed since does nothing. */
        public String id() {
            return recId + "|" + document.findings();
        }
    }

    /** The publications that wait, oldest first. */
    public List<Waiting> allWaiting() {
        Instant begun = clock.instant().minus(options.timeout()).minus(Duration.ofDays(1));
        return incidents.savedSince(ApprovalDocument.DOCUMENT, begun).stream().flatMap(recId -> waitingOf(recId).stream()).limit(LISTED).toList();
    }

    private Optional<Waiting> waitingOf(String recId) {
        return incidents.load(recId, ApprovalDocument.DOCUMENT, ApprovalDocument.class).filter(ApprovalDocument::isWaiting)
                .map(document -> new Waiting(recId, incidents.find(recId).map(StoredIncident::object).orElse("incident"),
                        incidents.find(recId).map(StoredIncident::number).orElse("?"),
                        incidents.load(recId, PublicationPlan.DOCUMENT, PublicationPlan.class).filter(plan -> plan.findings().equals(document.findings()))
                                .map(plan -> plan.publication().values()).orElse(List.of()), document));
    }

    /**
     * Decides about a publication that waits.
     *
     * @param id   as {@link Waiting#id} gives it
     * @return false when it does not wait any more, or is another one by now
     */
    public boolean decide(String id, boolean approved, String by, String reason) {
        int bar = id.indexOf('|');
        String recId = bar < 0 ? id : id.substring(0, bar);
        String about = id.substring(bar + 1);
        Instant now = clock.instant();
        Predicate<ApprovalDocument> waits = known -> known.isWaiting() && known.findings().equals(about) && now.isBefore(known.until());
        String why = SafeText.line(reason, REASON_MAX);
        return incidents.load(recId, ApprovalDocument.DOCUMENT, ApprovalDocument.class).filter(waits)
                .map(known -> known.decided(approved ? ApprovalDocument.State.APPROVED : ApprovalDocument.State.REFUSED, SafeText.line(by, NAME_MAX),
                why.isEmpty() ? null : why))
                .filter(decided -> incidents.save(recId, ApprovalDocument.DOCUMENT, decided, ApprovalDocument.class, waits, now)).isPresent();
    }
}
