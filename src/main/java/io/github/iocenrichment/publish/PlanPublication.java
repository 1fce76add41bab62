package io.github.iocenrichment.publish;

import io.github.iocenrichment.enrich.Findings;
import io.github.iocenrichment.intake.Collected;
import io.github.iocenrichment.ivanti.Incident;
import io.github.iocenrichment.report.Publication;
import io.github.iocenrichment.report.SafeText;
import io.github.iocenrichment.stage.IncidentLog;
import io.github.iocenrichment.stix.InMemoryLedger;
import io.github.iocenrichment.stix.PublicationInput;
import io.github.iocenrichment.stix.SentBefore;
import io.github.iocenrichment.stix.StixMapper;
import io.github.iocenrichment.stix.StixMessages;
import io.github.iocenrichment.stix.Tlp;
import io.github.iocenrichment.store.Effect;
import io.github.iocenrichment.store.EffectStore;
import io.github.iocenrichment.store.IncidentStore;
import io.github.iocenrichment.store.StixLedger;
import io.github.iocenrichment.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is sent about the findings of one incident, and keeps the decision: the same objects made later may differ in what other incidents have changed.
 */
final class PlanPublication {
    /** A log is no list; an incident may hold thousands of values. */
    private static final int LEFT_OUT_LINES = 10;
    private static final int MARKING_CHARS = 40;

    private final IncidentStore incidents;
    private final EffectStore effects;
    private final StixMapper mapper;
    private final StixLedger ledger;
    private final Outbox outbox;
    private final Publishable publishable;
    private final Withdrawals withdrawals;
    private final IncidentLog log;
    private final Clock clock;

    PlanPublication(Store store, StixMapper mapper, Outbox outbox, Publishable publishable, IncidentLog log, Clock clock) {
        this.incidents = store.incidents();
        this.effects = store.effects();
        this.ledger = store.ledger();
        this.mapper = mapper;
        this.outbox = outbox;
        this.publishable = publishable;
        this.withdrawals = new Withdrawals(incidents, effects, mapper);
        this.log = log;
        this.clock = clock;
    }

    /** @param known what the platform says of the values; null when it was not to be asked */
    PublicationPlan plan(String recId, Findings findings, @Nullable KnownThere known) {
        Instant now = clock.instant();
        Incident incident = incidents.load(recId, Collected.DOCUMENT, Collected.class).orElseThrow().incident();
        Optional<PublicationDocument> before = incidents.load(recId, PublicationDocument.DOCUMENT, PublicationDocument.class);
        Instant createdAt = Stream.of(incident.createdAt(), incidents.find(recId).orElseThrow().admittedAt()).filter(Objects::nonNull).findFirst().orElse(now);
        PublicationInput found = new PublicationInput(recId, incident.number(), createdAt, publishable.of(findings.findings()))
                .withTlp(Tlp.ofIncident(incident.tlp())).observing(observedOnly(findings, known));
        PublicationInput all = withdrawals.all(found, before, now);
        PublicationInput due = withdrawals.due(all);
        StixMessages whole = before.flatMap(document -> Stream.of(all, due).map(input -> asSent(input, document)).flatMap(Optional::stream).findFirst())
                .orElseGet(() -> ledger.together(versions -> mapper.over(versions).map(due, outbox.splitter())));
        whole.leftOut().stream().limit(LEFT_OUT_LINES).forEach(log::warning);
        PublicationPlan plan = plan(incident, PublicationPlan.nameOf(findings), whole, known);
        incidents.save(recId, PublicationPlan.DOCUMENT, plan, now);
        return plan;
    }

    /** Another incident has sent newer versions of what was planned: the next try plans anew, with versions that come after those. */
    void again(String recId) {
        PublicationPlan overtaken = incidents.load(recId, PublicationPlan.DOCUMENT, PublicationPlan.class).orElseThrow().overtaken();
        incidents.save(recId, PublicationPlan.DOCUMENT, overtaken, clock.instant());
    }

    private Set<String> observedOnly(Findings findings, @Nullable KnownThere known) {
        Set<String> keys = new HashSet<>(publishable.observedOnly(findings.findings()));
        if (known != null) {
            keys.addAll(known.harmless());
        }
        return keys;
    }

    private PublicationPlan plan(Incident incident, String about, StixMessages whole, @Nullable KnownThere known) {
        if (whole.isEmpty()) {
            return new PublicationPlan(about, PublicationDocument.nothing(), List.of(), known);
        }
        Tlp tlp = whole.about().tlp();
        if (tlp == Tlp.RED && !outbox.options().publishRed()) {
            if (incident.tlp() != null && !incident.tlp().isBlank()) {
                log.warning("the incident's marking '" + SafeText.words(incident.tlp(), MARKING_CHARS)
                        + "' is TLP:RED, or cannot be read and counts as TLP:RED");
            }
            return new PublicationPlan(about, PublicationDocument.nothing().withState(Publication.State.NONE, "it is marked TLP:RED"), List.of(), known);
        }
        List<String> keys = whole.parts().stream().map(part -> outbox.key(part, incident.recId())).toList();
        return new PublicationPlan(about, new PublicationDocument(whole.containerId(), tlp.label(), whole.indicators().size(), whole.objectCount(), keys,
                whole.lookedUp(), Publication.State.PENDING, null, null, 0), whole.parts(), known);
    }

    /**
     * The messages as this incident sent them before, when they would be the same. What later incidents have changed in objects that they share
     * with it is theirs to send.
     */
    private Optional<StixMessages> asSent(PublicationInput input, PublicationDocument before) {
        List<Effect> sent = before.keys().stream().map(effects::find).flatMap(Optional::stream).filter(effect -> effect.state() == Effect.State.DONE).toList();
        if (sent.isEmpty() || sent.size() < before.keys().size()) {
            return Optional.empty();
        }
        InMemoryLedger rehearsal = new InMemoryLedger();
        new SentBefore(rehearsal).learn(sent.stream().flatMap(effect -> SentObjects.of(effect.content()).stream()).toList());
        StixMessages again = mapper.over(rehearsal).map(input, outbox.splitter());
        return Optional.of(again).filter(same -> same.parts().stream().map(part -> outbox.key(part, input.recordId())).toList().equals(before.keys()));
    }
}
