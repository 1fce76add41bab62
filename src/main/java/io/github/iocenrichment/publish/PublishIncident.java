package io.github.iocenrichment.publish;

import io.github.iocenrichment.enrich.Findings;
import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.intake.Collected;
import io.github.iocenrichment.intelx.Bisection;
import io.github.iocenrichment.intelx.DeliveryCheck;
import io.github.iocenrichment.intelx.IngestReader;
import io.github.iocenrichment.intelx.IntelExchangeException;
import io.github.iocenrichment.intelx.LookUpSchedule;
import io.github.iocenrichment.intelx.SendReply;
import io.github.iocenrichment.intelx.TaxiiReader;
import io.github.iocenrichment.report.Publication;
import io.github.iocenrichment.report.StageLine;
import io.github.iocenrichment.stage.IncidentLog;
import io.github.iocenrichment.stage.Stages;
import io.github.iocenrichment.stix.Published;
import io.github.iocenrichment.stix.StixMapper;
import io.github.iocenrichment.stix.StixPackage;
import io.github.iocenrichment.store.Effect;
import io.github.iocenrichment.store.EffectStore;
import io.github.iocenrichment.store.IncidentStore;
import io.github.iocenrichment.store.SendingOrder;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.task.ParkException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The publishing stage: one STIX package for each incident, sent in messages that stand alone. A message that is refused is sent in pieces until
 * the object is found for which it was; that one is quarantined, and the rest is sent.
 */
public final class PublishIncident {
    private static final Duration BACK_OFF = Duration.ofSeconds(20);

    private final IncidentStore incidents;
    private final Publications publications;
    private final EffectStore effects;
    private final StixMapper mapper;
    private final Outbox outbox;
    private final PlanPublication planning;
    private final IncidentLog log;
    private final Clock clock;
    /** Messages whose signature was refused once: the next try signs anew, and a second refusal is the key's or the clock's fault. */
    private final Set<String> signatureRefused = ConcurrentHashMap.newKeySet();

    public PublishIncident(Store store, StixMapper mapper, Outbox outbox, Publishable publishable, IncidentLog log, Clock clock) {
        this.incidents = store.incidents();
        this.publications = new Publications(incidents, clock);
        this.effects = store.effects();
        this.mapper = mapper;
        this.outbox = outbox;
        this.planning = new PlanPublication(store, mapper, outbox, publishable, log, clock);
        this.log = log;
        this.clock = clock;
    }

    /**
     * Builds the package, or takes up the one that was decided; what was sent before and has not changed is not sent again. Messages that are new are
     * {@linkplain PublicationWork#getDrafts() drafts} and become durable with the plan.
     */
    public PublicationWork begin(String recId) {
        return begin(recId, null);
    }

    /** @param asked what the platform was asked first; null when it was not */
    public PublicationWork begin(String recId, AskFirst.@Nullable Asking asked) {
        log.open(recId);
        Findings findings = incidents.load(recId, Findings.DOCUMENT, Findings.class).orElseThrow();
        Optional<PublicationPlan> before = incidents.load(recId, PublicationPlan.DOCUMENT, PublicationPlan.class);
        PublicationPlan plan = before.filter(known -> known.isAbout(findings)).orElseGet(() -> planning.plan(recId, findings, known(asked, before, findings)));
        PublicationDocument planned = plan.publication();
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < planned.keys().size(); i++) {
            messages.add(outbox.message(planned.keys().get(i), plan.parts().get(i), recId, clock.instant()));
        }
        PublicationDocument document = publications.find(recId).filter(known -> known.keys().equals(planned.keys())).orElse(planned);
        QuarantineDocument quarantine = publications.quarantine(recId).of(planned.keys());
        PublicationWork work = new PublicationWork(recId, document, messages, planned.values(), quarantine);
        work.check(DeliveryCheck.of(decisive(messages, planned.values()), outbox.options().address()));
        settlePieces(work);
        return work;
    }

    /** Nothing is published about the incident by the decision of a route; the note says why. What was sent before stays. */
    public void skip(String recId, String reason) {
        log.open(recId);
        if (publications.find(recId).filter(known -> known.state().isOut()).isEmpty()) {
            incidents.save(recId, PublicationDocument.DOCUMENT, PublicationDocument.nothing().withState(Publication.State.NONE, reason), clock.instant());
        }
        log.line("published: nothing, " + reason);
    }

    /** From now on the incident has this marking, as if it had come with it: {@code GREEN}, {@code AMBER+STRICT} and so on. */
    public void mark(String recId, String tlp) {
        Collected collected = incidents.load(recId, Collected.DOCUMENT, Collected.class).orElseThrow();
        if (!tlp.equals(collected.incident().tlp())) {
            incidents.save(recId, Collected.DOCUMENT, collected.withTlp(tlp), clock.instant());
        }
    }

    /** What was asked now, or before for the same findings. */
    private static @Nullable KnownThere known(AskFirst.@Nullable Asking asked, Optional<PublicationPlan> before, Findings findings) {
        KnownThere now = asked == null ? null : asked.known();
        return now != null ? now : before.map(PublicationPlan::known).filter(known -> known.findings().equals(PublicationPlan.nameOf(findings))).orElse(null);
    }

    /**
     * The values that show whether an uncertain message has arrived: those that nobody else published. A value that another incident, or an
     * earlier publication of this one, has brought is on the platform anyway.
     */
    private List<Published> decisive(List<Message> messages, List<Published> indicators) {
        Set<String> decisive = messages.stream().map(Message::effect).filter(Effect::mayHaveActed)
                .flatMap(uncertain -> DecisiveObjects.of(uncertain, effects).stream()).collect(Collectors.toSet());
        return indicators.stream().filter(indicator -> decisive.contains(indicator.id())).toList();
    }

    /** Decides about messages whose answer was lost, once the platform has been asked: arrived, to be waited for, or to be sent again. */
    public void settleLost(PublicationWork work) {
        Instant now = clock.instant();
        for (int i = 0; i < work.messages().size(); i++) {
            Effect effect = work.messages().get(i).effect();
            if (!effect.mayHaveActed()) {
                continue;
            }
            Set<String> first = DecisiveObjects.of(effect, effects);
            boolean arrived = work.check().seen().entrySet().stream().anyMatch(seen -> seen.getValue().place() == DeliveryCheck.Place.OURS
                    && first.contains(seen.getKey()));
            // a look-up that failed says nothing, so it is repeated; the same message twice is the lesser evil than none for good
            LookUpSchedule schedule = outbox.options().schedule();
            Instant waitedFor = effect.updatedAt().plus(work.isLookUpFailed() ? schedule.giveUp() : schedule.firstDelay());
            if (arrived) {
                effects.done(effect.key(), "found by look-up", now);
                refresh(work, i);
            } else if (!work.check().expected().isEmpty() && now.isBefore(waitedFor)) {
                work.postponeTo(work.isLookUpFailed() ? now.plus(BACK_OFF) : waitedFor);
            }
        }
    }

    /** The message to be sent now: a piece of one that was refused, or the next whole one. */
    public Message next(PublicationWork work) {
        return work.search().map(key -> piece(work, key)).orElseGet(() -> work.unsent().orElseThrow());
    }

    private Message piece(PublicationWork work, String key) {
        StixPackage piece = work.quarantine().searches().get(key).next(mapper.containers()).orElseThrow();
        return outbox.message(piece, work.recId(), clock.instant());
    }

    /**
     * The message is about to be sent, and from here on its outcome is unknown until an answer says otherwise; unless another incident is sending, or
     * has sent, other versions of the same objects. Then the work {@linkplain PublicationWork#isWaiting() waits}: the newer version leaves last.
     *
     * @throws IntelExchangeException when what an operator released has to wait
     */
    public void attempt(PublicationWork work, Message message) {
        Instant now = clock.instant();
        SendingOrder.Turn turn = outbox.attempt(message, now);
        if (turn == SendingOrder.Turn.OVERTAKEN) {
            // one that may have been sent already is not repeated either: its versions would arrive after newer ones
            effects.refused(message.effect().key(), Outbox.OVERTAKEN, now);
            refresh(work, message);
            if (!work.isReleased()) {
                planning.again(work.recId());
            }
        }
        if (turn != SendingOrder.Turn.NOW) {
            if (work.isReleased()) {
                throw new IntelExchangeException(Outbox.AFTER_ANOTHER, now.plus(Outbox.ANOTHER));
            }
            work.postponeTo(now.plus(Outbox.ANOTHER));
        }
    }

    /** Understands the answer. @throws IntelExchangeException what passes @throws ParkException what an operator has to fix */
    public void sent(PublicationWork work, Message message, HttpReply reply) {
        Instant now = clock.instant();
        String key = message.effect().key();
        boolean signedAnew = signatureRefused.contains(key);
        SendReply answer = outbox.options().taxii() ? TaxiiReader.sent(reply, now) : IngestReader.read(reply, signedAnew, now);
        signatureRefused.remove(key);
        switch (answer.outcome()) {
            case SENT -> taken(work, message, answer, now);
            case REFUSED -> refused(work, message, answer.words(), now);
            case STOPPED -> {
                outbox.stopped();
                publications.keep(work, work.document().withState(Publication.State.PENDING, answer.words()));
                throw new ParkException(answer.words());
            }
            case SIGN_ANEW -> {
                signatureRefused.add(key);
                throw new IntelExchangeException(answer.words(), now.plusSeconds(1));
            }
            default -> throw new IntelExchangeException(answer.words(), answer.retryTime().orElse(now.plus(BACK_OFF)));
        }
    }

    private void taken(PublicationWork work, Message message, SendReply answer, Instant now) {
        if (outbox.options().taxii()) {
            publications.keep(work.recId(), publications.taxii(work.recId()).with(message, answer.status()));
        }
        effects.done(message.effect().key(), null, now);
        refresh(work, message);
        settlePieces(work);
    }

    private void refused(PublicationWork work, Message message, @Nullable String words, Instant now) {
        boolean whole = work.document().keys().contains(message.effect().key());
        if (whole) {
            log.warning("Intel Exchange refused message " + message.objects().part() + " (" + words
                    + "); the refused object is searched for by halving the message");
            keep(work, work.quarantine().with(message.effect().key(), Bisection.of(message.objects(), work.nextPart(), words)));
        }
        effects.refused(message.effect().key(), words, now);
        refresh(work, message);
        settlePieces(work);
    }

    /** Carries each search as far as answers are known; also those that a crash left without their consequence. */
    private void settlePieces(PublicationWork work) {
        for (Optional<String> search = work.search(); search.isPresent(); search = work.search()) {
            Effect piece = piece(work, search.get()).effect();
            if (!piece.isSettled()) {
                return;
            }
            Bisection known = work.quarantine().searches().get(search.get());
            Bisection next = piece.state() == Effect.State.DONE ? known.accepted() : known.refused(piece.outcome());
            keep(work, work.quarantine().with(search.get(), next));
        }
    }

    private void refresh(PublicationWork work, Message message) {
        for (int i = 0; i < work.messages().size(); i++) {
            if (work.messages().get(i).effect().key().equals(message.effect().key())) {
                refresh(work, i);
            }
        }
    }

    private void refresh(PublicationWork work, int i) {
        Message message = work.messages().get(i);
        work.messages().set(i, message.with(effects.find(message.effect().key()).orElseThrow()));
    }

    /** Keeps what became of the publication. */
    public void finish(PublicationWork work) {
        if (work.isWaiting()) {
            return;
        }
        if (work.messages().isEmpty()) {
            publications.keep(work, work.document());
            String words = work.document().words();
            log.line("published: nothing, " + (words == null ? "there is no indicator that may leave the organisation" : words));
            return;
        }
        if (work.document().sentAt() == null) {
            settle(work, clock.instant());
        }
        boolean lookUp = outbox.options().verify() && !work.document().values().isEmpty();
        if (work.document().state() == Publication.State.SENT && (lookUp || outbox.options().taxii())) {
            work.markVerifiable();
        }
        if (!work.quarantine().keptBack().isEmpty() && !work.quarantine().shown()) {
            work.markQuarantined();
        }
    }

    private void settle(PublicationWork work, Instant now) {
        boolean anySent = !work.quarantine().taken().isEmpty()
                || work.messages().stream().anyMatch(message -> message.effect().state() == Effect.State.DONE);
        if (work.quarantine().keptBack().isEmpty()) {
            publications.keep(work, work.document().sent(Publication.State.SENT, null, now));
        } else {
            Set<String> kept = work.quarantine().keptBack();
            List<Published> out = work.indicators().stream().filter(indicator -> !kept.contains(indicator.id())).toList();
            Publication.State state = anySent ? Publication.State.PARTLY_REFUSED : Publication.State.REFUSED;
            publications.keep(work, (anySent ? work.document().without(kept.size(), out) : work.document()).sent(state, work.quarantine().words(), now));
        }
        incidents.stage(work.recId(), Stages.PUBLISHED, now);
        log.line(StageLine.published(work.document().forReport()));
    }

    private void keep(PublicationWork work, QuarantineDocument quarantine) {
        work.quarantine(quarantine);
        publications.keep(work.recId(), quarantine);
    }
}
