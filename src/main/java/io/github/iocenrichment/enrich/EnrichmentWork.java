package io.github.iocenrichment.enrich;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.ivanti.Incident;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.source.SourceFailure;
import io.github.iocenrichment.stix.Tlp;
import io.github.iocenrichment.store.QuotaRequest;
import io.github.iocenrichment.store.Work;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The enrichment of one incident while its sources are being asked. */
public final class EnrichmentWork {
    private final String recId;
    private final int priority;
    private final Incident incident;
    private final List<Indicator> inReadingOrder;
    private final OutgoingIndicators outgoing;
    private final List<Indicator> indicators;
    private final Set<String> hostsOfUrls;
    private final Progress progress;
    private final Instant reportAt;
    private final Map<String, Answer> epss = new ConcurrentHashMap<>();
    private final Queue<LookUp> begun = new ConcurrentLinkedQueue<>();
    private final Map<String, Set<String>> decided = new ConcurrentHashMap<>();
    private final Map<String, Set<IndicatorType>> askedAbout = new ConcurrentHashMap<>();
    private final Queue<LookUp> opened = new ConcurrentLinkedQueue<>();
    private EarlierAnswers earlier = EarlierAnswers.NOTHING;
    private @Nullable Work work;
    private boolean concluded;
    private boolean late;
    private boolean waiting;
    private boolean lateExpected;
    private boolean changed;
    private @Nullable Instant askAgainAt;

    /**
     * How long this has been going on; kept in the store, for a postponed enrichment goes on in another thread, process or node.
     *
     * @param startedAt when the sources were asked first
     * @param outages   in how many rounds a source failed
     */
    public record Progress(Instant startedAt, int outages) {
        public static final String DOCUMENT = "enrichment";
    }

    /**
     * @param inReadingOrder as the incident wrote them
     * @param outgoing       the same as they may leave
     * @param indicators     these in the order in which they are to be asked about
     * @param reportAt       what is there at that time is reported
     */
    EnrichmentWork(String recId, int priority, Incident incident, List<Indicator> inReadingOrder, OutgoingIndicators outgoing, List<Indicator> indicators,
               Set<String> hostsOfUrls, Progress progress, Instant reportAt) {
        this.recId = recId;
        this.priority = priority;
        this.incident = incident;
        this.inReadingOrder = inReadingOrder;
        this.outgoing = outgoing;
        this.indicators = indicators;
        this.hostsOfUrls = hostsOfUrls;
        this.progress = progress;
        this.reportAt = reportAt;
    }

    public String getRecId() {
        return recId;
    }

    /** Of the incident, 1 (highest) to 5. */
    int priority() {
        return priority;
    }

    /** The incident's own; null when it has none. */
    @Nullable Tlp marking() {
        return Tlp.ofIncident(incident.tlp());
    }

    /** The incident as it was read when it was collected, without its description; its texts are untrusted. */
    public Incident getIncident() {
        return incident;
    }

    /**
     * As they may leave, in the order in which they are to be asked about: the ticket's own text before attachments, and of each those first that nobody asked
     * about yet.
     */
    public List<Indicator> getIndicators() {
        return indicators;
    }

    OutgoingIndicators outgoing() {
        return outgoing;
    }

    List<Indicator> inReadingOrder() {
        return inReadingOrder;
    }

    /** After the first report: others go first when budget is short. @param before what was found until now */
    EnrichmentWork late(EarlierAnswers before) {
        late = true;
        earlier = before;
        return this;
    }

    EarlierAnswers earlier() {
        return earlier;
    }

    void doneBy(Work by) {
        work = by;
    }

    /** The work that asks; null when no task does. */
    @Nullable Work work() {
        return work;
    }

    /** True when it was enriched before and only a hand-over may be missing: nothing is asked or judged a second time. */
    public boolean isConcluded() {
        return concluded;
    }

    void markConcluded() {
        concluded = true;
    }

    boolean isLate() {
        return late;
    }

    /** For whom calls are paid. */
    QuotaRequest quotaRequest() {
        return new QuotaRequest(recId, priority, late);
    }

    /** The CVEs among the indicators. */
    List<Indicator> cves() {
        return indicators.stream().filter(indicator -> indicator.type() == IndicatorType.CVE).toList();
    }

    /** What EPSS said about each CVE: it is asked about all of them at once. */
    Map<String, Answer> epss() {
        return epss;
    }

    /** Whether the question waits for its turn, or for another incident that asks the same, and is asked before anything is reported. */
    boolean isStillToAsk(Answer answer) {
        boolean waits = answer.state() == AnswerState.QUOTA || SourceFailure.isBeingAsked(answer);
        return !late && waits && answer.askAgainAt() != null && answer.askAgainAt().isBefore(reportAt);
    }

    /** Notes a question that was opened: each one has to come back with an answer. */
    void begun(LookUp lookUp) {
        if (!lookUp.isPart()) {
            begun.add(lookUp);
            opened(lookUp);
        }
    }

    /** Notes that it is decided whether the question is asked now. */
    void decided(LookUp lookUp) {
        decided.computeIfAbsent(lookUp.getSource(), source -> ConcurrentHashMap.newKeySet()).add(lookUp.indicator().key());
        askedAbout.computeIfAbsent(lookUp.getSource(), source -> ConcurrentHashMap.newKeySet()).add(lookUp.getType());
    }

    /**
     * How many indicators out of the ticket's text the same source is still to be asked about, before one that stands in an attachment alone: they
     * have the first claim on what this incident may take of the source's day.
     *
     * @param decidedNow questions that are decided together with it, of which {@link #decided} does not know yet
     */
    int waitingBefore(LookUp lookUp, List<LookUp> decidedNow) {
        if (outgoing.ofTicket().contains(lookUp.wanted().key())) {
            return 0;
        }
        Set<String> done = new HashSet<>(decided.getOrDefault(lookUp.getSource(), Set.of()));
        Set<IndicatorType> types = new HashSet<>(askedAbout.getOrDefault(lookUp.getSource(), Set.of()));
        decidedNow.stream().filter(other -> other.getSource().equals(lookUp.getSource())).forEach(other -> {
            done.add(other.indicator().key());
            types.add(other.getType());
        });
        return (int) indicators.stream().filter(indicator -> indicator.enrichable() && outgoing.ofTicket().contains(indicator.key())
                && !done.contains(indicator.key()))
                .filter(indicator -> indicator.type() == lookUp.wanted().type() || types.contains(indicator.type())).count();
    }

    /** Notes a question for the count of those that were asked. */
    void opened(LookUp lookUp) {
        opened.add(lookUp);
    }

    /** How many of the questions were really asked, and how many were answered before. @param since when this incident began to ask */
    AskedQuestions asked(Instant since) {
        return AskedQuestions.of(opened, since);
    }

    /** The questions that were opened, in no particular order. */
    Collection<LookUp> begun() {
        return begun;
    }

    /** True when the report waits for answers that will come soon. */
    public boolean isWaiting() {
        return waiting;
    }

    /** True when the report goes out now and some answers follow later. */
    public boolean isLateExpected() {
        return lateExpected;
    }

    /** True when late answers changed what was reported. */
    public boolean isChanged() {
        return changed;
    }

    /** When to ask again, for waiting and for late answers. */
    public @Nullable Instant getAskAgainAt() {
        return askAgainAt;
    }

    /** Hosts of URLs that are looked up anyway. */
    Set<String> hostsOfUrls() {
        return hostsOfUrls;
    }

    Progress progress() {
        return progress;
    }

    void pauseUntil(Instant when) {
        waiting = true;
        askAgainAt = when;
    }

    void lateAnswersAt(Instant when) {
        lateExpected = true;
        askAgainAt = when;
    }

    void markChanged() {
        changed = true;
    }
}
