package io.github.iocenrichment.publish;

import io.github.iocenrichment.intelx.Bisection;
import io.github.iocenrichment.report.Publication;
import io.github.iocenrichment.stage.IncidentLog;
import io.github.iocenrichment.stix.Published;
import io.github.iocenrichment.stix.StixMapper;
import io.github.iocenrichment.store.Effect;
import io.github.iocenrichment.store.EffectStore;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.task.ParkException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What Intel Exchange refused, as work that waits for an operator: released, it is sent once more with all that refers to it; dropped, it stays
 * unpublished. Nothing else waits for it.
 */
public final class Quarantine {
    /** Numbers of groupings for what is released; above those of all pieces of a publication. */
    private static final int RELEASED = 20_000;
    private static final int MOST_AT_ONCE = 100;

    private final Publications publications;
    private final EffectStore effects;
    private final StixMapper mapper;
    private final Outbox outbox;
    private final IncidentLog log;
    private final Clock clock;

    public Quarantine(Store store, StixMapper mapper, Outbox outbox, IncidentLog log, Clock clock) {
        this.publications = new Publications(store.incidents(), clock);
        this.effects = store.effects();
        this.mapper = mapper;
        this.outbox = outbox;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Puts the work before operators until one of them releases it.
     *
     * @param releasedAt when one last did; null when none did. What comes again without it comes again because the process ended in between
     * @throws ParkException in the platform's words
     */
    public PublicationWork begin(String recId, Instant releasedAt) {
        log.open(recId);
        PublicationDocument document = publications.find(recId).orElseThrow();
        QuarantineDocument quarantine = publications.quarantine(recId);
        if (!quarantine.isEmpty() && !quarantine.isReleased(releasedAt)) {
            if (!quarantine.shown()) {
                publications.keep(recId, quarantine.beforeOperators(clock.instant()));
            }
            throw new ParkException("Intel Exchange " + quarantine.words());
        }
        List<Message> messages = new ArrayList<>();
        int part = RELEASED + quarantine.releases() * MOST_AT_ONCE;
        for (Bisection search : quarantine.searches().values()) {
            search.released(part++, mapper.containers()).ifPresent(message -> messages.add(outbox.message(message, recId, clock.instant())));
        }
        PublicationWork work = new PublicationWork(recId, document, messages, document.values(), QuarantineDocument.empty());
        work.markReleased();
        return work;
    }

    /** Keeps what became of the released objects. @throws ParkException when the platform refuses them again */
    public void finish(PublicationWork work) {
        List<Effect> settled = work.messages().stream().map(message -> effects.find(message.effect().key()).orElseThrow()).toList();
        Optional<Effect> refused = settled.stream().filter(effect -> effect.state() == Effect.State.REFUSED).findFirst();
        QuarantineDocument quarantine = publications.quarantine(work.recId());
        if (refused.isPresent()) {
            publications.keep(work.recId(), quarantine.beforeOperators(clock.instant()));
            throw new ParkException("Intel Exchange refused again: " + refused.get().outcome());
        }
        // those that were left out of the publication when a part of it was refused; of one refused as a whole nothing was
        boolean partly = work.document().state() == Publication.State.PARTLY_REFUSED;
        List<Published> back = work.messages().stream().flatMap(message -> message.objects().indicators().stream()).toList();
        PublicationDocument document = work.document().released(partly ? quarantine.keptBack().size() : 0, back)
                .sent(Publication.State.SENT, null, clock.instant());
        publications.keep(work, document);
        publications.keep(work.recId(), quarantine.emptied());
        boolean lookUp = outbox.options().verify() && !document.values().isEmpty();
        if (lookUp || outbox.options().taxii()) {
            work.markVerifiable();
        }
        log.line("published: refused objects, released by an operator and accepted now");
    }
}
