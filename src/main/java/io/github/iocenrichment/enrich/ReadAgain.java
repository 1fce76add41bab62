package io.github.iocenrichment.enrich;

import io.github.iocenrichment.attachment.Unread;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorCollection;
import io.github.iocenrichment.indicator.IndicatorPolicy;
import io.github.iocenrichment.intake.CollectIncident;
import io.github.iocenrichment.intake.Collected;
import io.github.iocenrichment.intake.CollectionWork;
import io.github.iocenrichment.intake.LaterReading;
import io.github.iocenrichment.intake.Readings;
import io.github.iocenrichment.stage.IncidentLog;
import io.github.iocenrichment.stage.Stages;
import io.github.iocenrichment.store.IncidentStore;
import io.github.iocenrichment.store.StoredIncident;
import io.github.iocenrichment.verdict.Finding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads attachments again for which there was no memory or no time, or no call that Ivanti took, when their incident was collected: one at a time, after
 * growing waits, as often as {@code attachment.read-again} says. What is found is added to what was collected, from which the amendment goes on.
 */
public final class ReadAgain {
    /** How soon it is looked again whether the incident has been enriched: before that there is nothing to amend. */
    private static final Duration NOT_YET = Duration.ofSeconds(30);
    private static final Set<String> BEFORE_FINDINGS = Set.of(Stages.ADMITTED, Stages.COLLECTING, Stages.COLLECTED);

    private final IncidentStore incidents;
    private final IndicatorPolicy policy;
    private final CollectIncident.Limits limits;
    private final IncidentLog log;
    private final Clock clock;

    public ReadAgain(IncidentStore incidents, IndicatorPolicy policy, CollectIncident.Limits limits, IncidentLog log, Clock clock) {
        this.incidents = incidents;
        this.policy = policy;
        this.limits = limits;
        this.log = log;
        this.clock = clock;
    }

    /** Looks which attachment is due. A run that was interrupted behind {@link #keep} finds none, and only hands over once more. */
    public Readings begin(String recId) {
        Optional<StoredIncident> incident = log.find(recId);
        CollectionWork collection = new CollectionWork(recId, Stages.COLLECTING, new IndicatorCollection(limits.perIncident()));
        List<LaterReading> all = incident.filter(known -> !known.stage().equals(Stages.DELETED))
                .flatMap(known -> incidents.load(recId, Collected.DOCUMENT, Collected.class)).map(Collected::readings).orElse(List.of());
        if (all.isEmpty()) {
            return new Readings(recId, all, null, collection);
        }
        Instant now = clock.instant();
        if (BEFORE_FINDINGS.contains(incident.get().stage())) {
            return new Readings(recId, all, null, collection).notBefore(now.plus(NOT_YET));
        }
        LaterReading due = all.stream().filter(reading -> reading.isDue(now)).findFirst().orElse(null);
        Readings readings = new Readings(recId, all, due, collection).of(incident.get().priority());
        if (due == null) {
            readings.keep(all, isAnyUnasked(recId));
        }
        return readings;
    }

    /** Keeps what came of the reading: indicators, and whether the attachment is read, tried once more or given up. */
    public void keep(Readings readings) {
        CollectionWork read = readings.getCollection();
        String recId = readings.getRecId();
        Collected after;
        Collected before;
        do {
            // the watch may change the incident's marking meanwhile
            before = incidents.load(recId, Collected.DOCUMENT, Collected.class).orElseThrow();
            after = add(before, readings.reading(), read);
        } while (!incidents.save(recId, Collected.DOCUMENT, after, Collected.class, before::equals, clock.instant()));
        readings.keep(after.readings(), isAnyUnasked(recId));
        int more = after.indicators().size() + after.overLimit().size() - before.indicators().size() - before.overLimit().size();
        String recently = readings.reading().recId();
        after.readings().stream().filter(reading -> reading.recId().equals(recently)).findFirst().ifPresent(now -> log.line("read again: try "
                + now.tries() + " of an attachment, " + more + " more indicators" + (now.isOpen() ? "; not read yet, next try at " + now.nextAt() : "")));
    }

    private Collected add(Collected before, LaterReading due, CollectionWork read) {
        AddedIndicators added = AddedIndicators.to(before, due.name(), policy.apply(read.indicators().indicators()), limits);
        boolean inVain = !read.readings().isEmpty() || read.failure() != null;
        String reason = read.readings().isEmpty() ? read.failure() : read.readings().get(0).reason();
        LaterReading now;
        List<Unread> unread = read.failure() == null ? read.unread() : List.of();
        if (!inVain) {
            now = due.settled(read.attachmentsRead() == 0 ? read.unread().stream().findFirst().map(Unread::reason).orElse("read now: nothing in it")
                    : "read now: " + added.words() + (unread.isEmpty() ? "" : "; not all of it: " + unread.get(0).reason()));
        } else if (due.tries() < limits.readAgain().size()) {
            Instant usual = clock.instant().plus(limits.readAgain().get(due.tries()));
            now = due.triedInVain(reason, read.isReadAgain() && read.getReadAgainAt().isAfter(usual) ? read.getReadAgainAt() : usual);
            unread = List.of();
        } else {
            now = due.settled("not read to its end in " + (due.tries() + 1) + " tries: " + reason);
            unread = List.of(new Unread(due.name(), now.outcome()));
        }
        List<LaterReading> all = before.readings().stream().map(reading -> reading.recId().equals(due.recId()) ? now : reading).toList();
        return added.to(before, read.countedOnly(), unread, read.attachmentsRead(), all);
    }

    /** Whether an indicator is kept that nobody was asked about yet. */
    private boolean isAnyUnasked(String recId) {
        Set<String> known = incidents.load(recId, Findings.DOCUMENT, Findings.class).map(Findings::findings).orElse(List.of()).stream()
                .map(Finding::indicator).map(Indicator::key).collect(Collectors.toSet());
        return incidents.load(recId, Collected.DOCUMENT, Collected.class).map(Collected::indicators).orElse(List.of()).stream()
                .anyMatch(indicator -> !known.contains(indicator.key()));
    }
}
