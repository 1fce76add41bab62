package io.github.iocenrichment.journey;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.iocenrichment.intelx.BundleSplitter;
import io.github.iocenrichment.intelx.DeliveryCheck;
import io.github.iocenrichment.intelx.FeedAddress;
import io.github.iocenrichment.intelx.IngestReader;
import io.github.iocenrichment.intelx.LookUpPage;
import io.github.iocenrichment.intelx.LookUpSchedule;
import io.github.iocenrichment.intelx.SendReply;
import io.github.iocenrichment.report.Publication;
import io.github.iocenrichment.report.StageLine;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.source.HttpReply;
import io.github.iocenrichment.stix.Published;
import io.github.iocenrichment.stix.PublicationInput;
import io.github.iocenrichment.stix.StixMapper;
import io.github.iocenrichment.stix.StixMessages;
import io.github.iocenrichment.stix.StixPackage;
import io.github.iocenrichment.stix.Tlp;
import io.github.iocenrichment.store.Effect;
import io.github.iocenrichment.store.EffectStore;
import io.github.iocenrichment.store.IncidentStore;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.task.ParkException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The publishing stage: one STIX package for each incident, sent in messages that stand alone, and looked up afterwards. */
public final class PublishIncident {
    private static final String KIND = "publication";
    private static final Duration BACK_OFF = Duration.ofSeconds(20);

    private final IncidentStore incidents;
    private final EffectStore effects;
    private final StixMapper mapper;
    private final Options options;
    private final IncidentLog log;
    private final Clock clock;

    /**
     * @param address    where packages are filed
     * @param splitter   how large messages may become
     * @param verify     whether arrival is looked up
     * @param schedule   when
     * @param publishRed whether what is marked RED is published at all
     */
    public record Options(FeedAddress address, BundleSplitter splitter, boolean verify, LookUpSchedule schedule, boolean publishRed) {
        public static Options of(Settings settings) {
            Duration giveUp = settings.duration("intelx.verify.give-up");
            Duration first = settings.duration("intelx.verify.first-delay");
            return new Options(IntelExchange.address(settings), new BundleSplitter(settings.integer("intelx.bundle.max-objects"),
                    settings.integer("intelx.bundle.max-bytes")), settings.flag("intelx.verify"),
                    new LookUpSchedule(first, giveUp.compareTo(first) < 0 ? first : giveUp), settings.flag("intelx.publish-red"));
        }
    }

    public PublishIncident(Store store, StixMapper mapper, Options options, IncidentLog log, Clock clock) {
        this.incidents = store.incidents();
        this.effects = store.effects();
        this.mapper = mapper;
        this.options = options;
        this.log = log;
        this.clock = clock;
    }

    /** Builds the package, or takes up the one that was decided; what was sent before and has not changed is not sent again. */
    public PublicationWork begin(String recId) {
        log.open(recId);
        Findings findings = incidents.load(recId, Findings.DOCUMENT, Findings.class).orElseThrow();
        String about = Hash.of(findings.findings().toString());
        PublicationDocument planned = incidents.load(recId, PublicationPlan.DOCUMENT, PublicationPlan.class).filter(plan -> plan.findings().equals(about))
                .map(PublicationPlan::publication).orElseGet(() -> plan(recId, findings, about));
        List<Message> messages = planned.keys().stream().map(key -> new Message(effects.find(key).orElseThrow())).toList();
        PublicationDocument document = incidents.load(recId, PublicationDocument.DOCUMENT, PublicationDocument.class)
                .filter(known -> known.keys().equals(planned.keys())).orElse(planned);
        PublicationWork work = new PublicationWork(recId, document, messages);
        work.check(DeliveryCheck.of(decisive(messages, document.values()), options.address()));
        return work;
    }

    /** Decides what is sent about these findings. The same objects made later may differ in what other incidents have changed meanwhile. */
    private PublicationDocument plan(String recId, Findings findings, String about) {
        Instant now = clock.instant();
        Collected collected = incidents.load(recId, Collected.DOCUMENT, Collected.class).orElseThrow();
        Instant createdAt = Stream.of(collected.incident().createdAt(), incidents.find(recId).orElseThrow().admittedAt())
                .filter(java.util.Objects::nonNull).findFirst().orElse(now);
        StixMessages whole = mapper.map(new PublicationInput(recId, collected.incident().number(), createdAt, findings.findings()), options.splitter());
        PublicationDocument publication = PublicationDocument.nothing();
        if (!whole.isEmpty() && (whole.about().tlp() != Tlp.RED || options.publishRed())) {
            List<String> keys = new ArrayList<>();
            for (StixPackage part : whole.parts()) {
                ObjectNode body = options.address().ingestBody(part, UUID.randomUUID());
                String key = KIND + "|" + recId + "|" + part.part() + "|" + Hash.of(part.all().toString());
                keys.add(effects.begin(key, KIND, recId, body.toString(), now).key());
            }
            publication = new PublicationDocument(whole.containerId(), tlp(whole), whole.indicators().size(), whole.objectCount(), keys,
                    whole.indicators(), Publication.State.PENDING, null, null, 0);
        }
        incidents.save(recId, PublicationPlan.DOCUMENT, new PublicationPlan(about, publication), now);
        return publication;
    }

    private static String tlp(StixMessages whole) {
        return whole.about().tlp().name().replace('_', '+');
    }

    /**
     * The values that tell whether an uncertain message has arrived: those that nobody published before it. A value that an earlier incident
     * published is on the platform anyway.
     */
    private static List<Published> decisive(List<Message> messages, List<Published> indicators) {
        List<String> uncertain = messages.stream().filter(message -> message.effect().mayHaveActed()).map(Message::getContent).toList();
        return indicators.stream().filter(indicator -> uncertain.stream().anyMatch(content -> FirstVersions.holds(content, indicator.id()))).toList();
    }

    /** A round of look-ups for the values that are expected. */
    public LookUpRound lookUpRound(PublicationWork work) {
        return new LookUpRound(work.check().requests());
    }

    public void lookedUp(PublicationWork work, LookUpRound round, HttpReply reply) {
        LookUpPage page = LookUpPage.read(reply, round.page());
        if (page.problem() != null) {
            log.warning("Intel Exchange: " + page.problem());
            work.lookUpFailed();
            round.stop();
            return;
        }
        work.check(work.check().with(page));
        round.after(page);
    }

    /** Decides about messages whose answer was lost, once the platform has been asked: arrived, to be waited for, or to be sent again. */
    public void settleLost(PublicationWork work) {
        Instant now = clock.instant();
        for (int i = 0; i < work.messages().size(); i++) {
            Effect effect = work.messages().get(i).effect();
            if (!effect.mayHaveActed()) {
                continue;
            }
            boolean arrived = work.check().seen().entrySet().stream().anyMatch(seen -> seen.getValue().place() == DeliveryCheck.Place.OURS
                    && FirstVersions.holds(effect.content(), seen.getKey()));
            // a look-up that failed says nothing, so it is repeated; the same message twice is the lesser evil than none for good
            Instant patience = effect.updatedAt().plus(work.isLookUpFailed() ? options.schedule().giveUp() : options.schedule().firstDelay());
            if (arrived) {
                effects.done(effect.key(), "found by look-up", now);
                work.messages().set(i, new Message(effects.find(effect.key()).orElseThrow()));
            } else if (!work.check().expected().isEmpty() && now.isBefore(patience)) {
                work.postponeTo(work.isLookUpFailed() ? now.plus(BACK_OFF) : patience);
            }
        }
    }

    /** The message is about to be sent; from here on its outcome is unknown until an answer says otherwise. */
    public void attempt(PublicationWork work, Message message) {
        effects.attempted(message.effect().key(), clock.instant());
    }

    /** Understands the answer. @throws IntelxTrouble what passes @throws ParkException what an operator has to mend */
    public void sent(PublicationWork work, Message message, HttpReply reply) {
        Instant now = clock.instant();
        SendReply answer = IngestReader.read(reply, message.effect().attempts() > 0, now);
        switch (answer.outcome()) {
            case SENT -> effects.done(message.effect().key(), null, now);
            case REFUSED -> {
                effects.refused(message.effect().key(), answer.words(), now);
                work.refused().put(message.effect().key(), answer.words());
            }
            case STOPPED -> {
                keep(work, work.document().withState(Publication.State.PENDING, answer.words()));
                throw new ParkException(answer.words());
            }
            case SIGN_ANEW -> throw new IntelxTrouble(answer.words(), now.plusSeconds(1));
            default -> throw new IntelxTrouble(answer.words(), answer.retryTime().orElse(now.plus(BACK_OFF)));
        }
    }

    /** Keeps what became of the publication. */
    public void finish(PublicationWork work) {
        if (work.isWaiting()) {
            return;
        }
        Instant now = clock.instant();
        if (work.messages().isEmpty()) {
            keep(work, work.document());
            log.line("published: nothing, there is no indicator that may leave the house");
            return;
        }
        List<Effect> settled = work.messages().stream().map(message -> effects.find(message.effect().key()).orElseThrow()).toList();
        boolean anySent = settled.stream().anyMatch(effect -> effect.state() == Effect.State.DONE);
        String refusals = settled.stream().filter(effect -> effect.state() == Effect.State.REFUSED).map(Effect::outcome).findFirst().orElse(null);
        boolean again = work.document().sentAt() != null;
        if (!again) {
            Publication.State state = refusals == null ? Publication.State.SENT : anySent ? Publication.State.PARTLY_REFUSED : Publication.State.REFUSED;
            keep(work, work.document().sent(state, refusals, now));
            incidents.stage(work.recId(), Stages.PUBLISHED, now);
            log.line(StageLine.published(work.document().forReport()));
        }
        if (anySent && options.verify() && !work.document().values().isEmpty() && work.document().state() == Publication.State.SENT) {
            work.markVerifiable();
        }
    }

    /** Opens a publication to look up whether it has arrived. */
    public PublicationWork beginVerification(String recId) {
        log.open(recId);
        PublicationDocument document = incidents.load(recId, PublicationDocument.DOCUMENT, PublicationDocument.class).orElseThrow();
        PublicationWork work = new PublicationWork(recId, document, List.of());
        work.check(DeliveryCheck.of(document.values(), options.address()));
        return work;
    }

    /** Judges what the look-ups found: arrived, to be looked up again later, or given up. */
    public void judge(PublicationWork work) {
        if (work.document().state() != Publication.State.SENT) {
            return;
        }
        DeliveryCheck check = work.check();
        PublicationDocument document = work.document().lookedUp();
        Instant now = clock.instant();
        Optional<Duration> next = options.schedule().delayAfter(document.lookUps());
        boolean stray = check.outcome() == DeliveryCheck.Outcome.OTHER_SOURCE && document.lookUps() > 1;
        if (!check.isSettled() && !stray && next.isPresent()) {
            keep(work, document);
            work.postponeTo(now.plus(next.get()));
            return;
        }
        Publication.State state = switch (check.outcome()) {
            case DELIVERED -> Publication.State.DELIVERED;
            case OTHER_SOURCE -> Publication.State.OTHER_SOURCE;
            default -> Publication.State.NOT_CONFIRMED;
        };
        keep(work, document.withState(state, state == Publication.State.DELIVERED ? null : check.words()));
        log.line("looked up: " + check.outcome().label());
        if (state != Publication.State.DELIVERED) {
            work.markWorthANote();
        }
    }

    private void keep(PublicationWork work, PublicationDocument document) {
        work.document(document);
        incidents.save(work.recId(), PublicationDocument.DOCUMENT, document, clock.instant());
    }
}
