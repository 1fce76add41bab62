package io.github.iocenrichment.publish;

import io.github.iocenrichment.enrich.LookUpRound;
import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.intelx.Bisection;
import io.github.iocenrichment.intelx.DeliveryCheck;
import io.github.iocenrichment.intelx.InboxReport;
import io.github.iocenrichment.intelx.IntelExchangeException;
import io.github.iocenrichment.intelx.LookUpPage;
import io.github.iocenrichment.intelx.SendReply;
import io.github.iocenrichment.intelx.TaxiiReader;
import io.github.iocenrichment.intelx.TaxiiResend;
import io.github.iocenrichment.intelx.TaxiiStatus;
import io.github.iocenrichment.report.Publication;
import io.github.iocenrichment.stage.FailureLog;
import io.github.iocenrichment.stage.IncidentLog;
import io.github.iocenrichment.stage.OwnFailure;
import io.github.iocenrichment.stix.Published;
import io.github.iocenrichment.stix.StixMapper;
import io.github.iocenrichment.stix.StixPackage;
import io.github.iocenrichment.store.EffectStore;
import io.github.iocenrichment.store.SendingOrder;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.task.ParkException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The verifying stage: whether what was sent has arrived, by look-ups under our source and by a TAXII server's own word. */
public final class VerifyDelivery {
    private static final Duration BACK_OFF = Duration.ofSeconds(20);
    private static final DateTimeFormatter INBOX = DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Publications publications;
    private final EffectStore effects;
    private final StixMapper mapper;
    private final Outbox outbox;
    private final IncidentLog log;
    private final Clock clock;
    private volatile boolean inboxForbidden;

    /**
     * The TAXII inbox before our messages.
     *
     * @param objects how many it had taken; null when the platform did not say
     * @param at      when it was asked; null in what earlier versions kept
     */
    record InboxBefore(@Nullable Long objects, @Nullable Instant at) {
        static final String DOCUMENT = "inbox-before";
    }

    public VerifyDelivery(Store store, StixMapper mapper, Outbox outbox, IncidentLog log, Clock clock) {
        this.publications = new Publications(store.incidents(), clock);
        this.effects = store.effects();
        this.mapper = mapper;
        this.outbox = outbox;
        this.log = log;
        this.clock = clock;
    }

    /** Opens a publication to see whether it has arrived. */
    public PublicationWork begin(String recId) {
        log.open(recId);
        PublicationDocument document = publications.find(recId).orElseThrow();
        PublicationWork work = new PublicationWork(recId, document, List.of(), document.values(), QuarantineDocument.empty());
        work.check(DeliveryCheck.of(outbox.options().verify() ? document.values() : List.of(), outbox.options().address()));
        return work;
    }

    /** Envelopes of which the TAXII server has not yet said the last word. */
    public List<TaxiiDocument.Sent> pending(PublicationWork work) {
        return outbox.options().taxii() ? publications.taxii(work.recId()).pending() : List.of();
    }

    public void statusRead(PublicationWork work, TaxiiDocument.Sent sent, HttpReply reply) {
        TaxiiReader.StatusReading reading = TaxiiReader.status(reply);
        if (reading.problem() != null) {
            log.warning(reading.problem());
            LookUpPage.askAgainAt(reply, clock.instant()).ifPresent(work::lookNotBefore);
            return;
        }
        keep(work, new TaxiiDocument.Sent(sent.key(), sent.message(), reading.status(), sent.second(), sent.settled()));
    }

    /** What a TAXII server failed to take, to be sent once more, with all that it refers to. */
    public List<Message> again(PublicationWork work) {
        if (!outbox.options().taxii()) {
            return List.of();
        }
        return publications.taxii(work.recId()).sent().stream().filter(TaxiiDocument.Sent::isToBeSentAgain)
                .map(sent -> TaxiiResend.of(sent.message(), sent.status(), TaxiiDocument.REPEATED + sent.message().part(), mapper.containers())
                        .map(part -> outbox.message(part(part, sent), work.recId(), clock.instant())))
                .flatMap(Optional::stream).toList();
    }

    /** A number of its own also where the whole message goes out once more, so that it is another message. */
    private StixPackage part(StixPackage part, TaxiiDocument.Sent sent) {
        int number = TaxiiDocument.REPEATED + sent.message().part();
        return part.part() == number ? part : part.part(number, part.objects(), mapper.containers().container(part.about(), number, part.objects()));
    }

    /** As {@link PublishIncident#attempt}. @throws IntelExchangeException when other versions of the same objects leave first, or have left */
    public void attempt(PublicationWork work, Message message) {
        Instant now = clock.instant();
        SendingOrder.Turn turn = outbox.attempt(message, now);
        if (turn == SendingOrder.Turn.OVERTAKEN) {
            effects.refused(message.effect().key(), Outbox.OVERTAKEN, now);
            TaxiiDocument taxii = publications.taxii(work.recId());
            keep(work, taxii.first(new TaxiiDocument.Sent(message.effect().key(), message.objects(), null, true, false)).takenCareOf());
        }
        if (turn != SendingOrder.Turn.NOW) {
            throw new IntelExchangeException(Outbox.AFTER_ANOTHER, now.plus(Outbox.ANOTHER));
        }
    }

    /** Understands the answer to what was sent once more. @throws IntelExchangeException what passes @throws ParkException what an operator has to fix */
    public void sentAgain(PublicationWork work, Message message, HttpReply reply) {
        Instant now = clock.instant();
        SendReply answer = TaxiiReader.sent(reply, now);
        switch (answer.outcome()) {
            case SENT, REFUSED -> {
                TaxiiDocument taxii = publications.taxii(work.recId());
                TaxiiDocument.Sent second = new TaxiiDocument.Sent(message.effect().key(), message.objects(), answer.status(), true, false);
                TaxiiDocument.Sent first = taxii.first(second);
                if (answer.outcome() == SendReply.Outcome.SENT) {
                    effects.done(message.effect().key(), null, now);
                    keep(work, second);
                } else {
                    effects.refused(message.effect().key(), answer.words(), now);
                    quarantine(work, first, first.status().failures().stream().map(failure -> new TaxiiStatus.Failure(failure.id(), answer.words())).toList());
                }
                keep(work, first.takenCareOf());
            }
            case STOPPED -> {
                outbox.stopped();
                throw new ParkException(answer.words());
            }
            default -> throw new IntelExchangeException(answer.words(), answer.retryTime().orElse(now.plus(BACK_OFF)));
        }
    }

    /** A round of look-ups for the values that are expected. */
    public LookUpRound lookUpRound(PublicationWork work) {
        return outbox.options().verify() ? new LookUpRound(work.check().requests(), work.check().vulnerabilityRequests())
                : new LookUpRound(List.of(), List.of());
    }

    public void lookedUp(PublicationWork work, LookUpRound round, HttpReply reply) {
        LookUpPage page = LookUpPage.read(reply, round.page());
        if (page.problem() != null) {
            LookUpPage.askAgainAt(reply, clock.instant()).ifPresent(work::lookNotBefore);
            unanswered(work, round, page.problem() + LookUpPage.clocks(reply, clock.instant()));
            return;
        }
        work.check(work.check().with(page));
        round.after(page);
    }

    /** The call broke. @throws IntelExchangeException when the calls of our key are used up, which is waited for */
    public void notLookedUp(PublicationWork work, LookUpRound round, Throwable cause) {
        OwnFailure.passOn(cause);
        if (cause instanceof IntelExchangeException spent) {
            throw spent;
        }
        log.open(work.recId());
        unanswered(work, round, "look-up without an answer: " + FailureLog.words(cause));
    }

    private void unanswered(PublicationWork work, LookUpRound round, String words) {
        log.warning("Intel Exchange: " + words);
        work.markLookUpFailed();
        round.stop();
    }

    /** Whether the platform's report on its inboxes is asked for: at the last look, when the values were not found. Applies only when intelx.route is taxii. */
    public boolean isInboxToAsk(PublicationWork work) {
        return outbox.options().taxii() && outbox.options().verify() && work.document().state() == Publication.State.SENT && !work.check().isSettled()
                && outbox.options().schedule().delayAfter(work.document().lookedUp().lookUps()).isEmpty();
    }

    /** Whether this report is asked for before something is sent, so that it can be seen afterwards whether the inbox has grown. */
    public boolean isInboxToCount(PublicationWork work) {
        return outbox.options().taxii() && outbox.options().verify() && work.isMore() && !inboxForbidden;
    }

    /** Keeps how many objects the inbox has taken so far. */
    public void inboxCounted(PublicationWork work, HttpReply reply) {
        // until the next start: a role that may not read the report would pay for a call in vain at each publication
        inboxForbidden = reply.status() == 401 || reply.status() == 403;
        publications.keep(work.recId(), new InboxBefore(InboxReport.of(reply, outbox.collectionId()).map(InboxReport::objects).orElse(null),
                clock.instant()));
    }

    /** Takes that report. Most roles may not read it, and no row about our collection is no failure. */
    public void inboxReported(PublicationWork work, HttpReply reply) {
        InboxBefore before = publications.inboxBefore(work.recId()).orElse(new InboxBefore(null, null));
        // what the inbox took while the answer was under way was taken before the publication counted as sent
        Instant since = before.at() == null ? work.document().sentAt() : before.at();
        InboxReport.of(reply, outbox.collectionId()).filter(report -> since != null && report.tookSince(since, before.objects()))
                .ifPresent(report -> work.inboxTook(report.lastInbox()));
    }

    /** The call for it broke. */
    public void inboxNotReported(PublicationWork work, Throwable cause) {
        OwnFailure.passOn(cause);
        log.open(work.recId());
        log.line("the report on inboxes could not be read: " + FailureLog.words(cause));
    }

    /** Judges what was found: arrived, to be asked again later, or not confirmed. */
    public void judge(PublicationWork work) {
        TaxiiDocument taxii = outbox.options().taxii() ? publications.taxii(work.recId()) : new TaxiiDocument(List.of());
        for (TaxiiDocument.Sent failed : taxii.failed()) {
            quarantine(work, taxii.first(failed), failed.status().failures());
            keep(work, failed.takenCareOf());
        }
        QuarantineDocument aside = publications.quarantine(work.recId());
        // a message that went out in pieces, none of them refused, leaves nothing aside
        boolean refused = !aside.keptBack().isEmpty() && !aside.shown();
        if (refused) {
            work.markQuarantined();
        }
        if (work.document().state() != Publication.State.SENT) {
            if (work.document().state() == Publication.State.PARTLY_REFUSED) {
                work.markWorthANote();
            }
            return;
        }
        PublicationDocument document = work.document().lookedUp();
        Instant now = clock.instant();
        Optional<Duration> next = outbox.options().schedule().delayAfter(document.lookUps());
        boolean settled = work.check().isSettled() || work.check().isAstray() && document.lookUps() > 1;
        if ((!settled || !taxii.pending().isEmpty()) && !refused && next.isPresent()) {
            if (publications.keepUnlessMoreWasSent(work, document)) {
                work.postponeTo(work.lookAt(now.plus(next.get())));
            }
            return;
        }
        if (!publications.keepUnlessMoreWasSent(work, refused ? partly(document, aside) : judged(document, work, taxii))) {
            return;
        }
        work.check().alarm().ifPresent(words -> log.warning("Intel Exchange: " + words));
        log.line("looked up: " + work.document().state().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        if (work.document().state() != Publication.State.DELIVERED || work.check().flags() != null) {
            work.markWorthANote();
        }
    }

    /** What the server refused twice waits for an operator, under the message in which it went out first; all else is out. */
    private void quarantine(PublicationWork work, TaxiiDocument.Sent first, List<TaxiiStatus.Failure> failures) {
        publications.keep(work.recId(), publications.quarantine(work.recId()).with(first.key(), Bisection.byFailures(first.message(), failures)));
    }

    private static PublicationDocument partly(PublicationDocument document, QuarantineDocument aside) {
        Set<String> kept = aside.keptBack();
        List<Published> out = document.values().stream().filter(value -> !kept.contains(value.id())).toList();
        return document.without(kept.size(), out).withState(Publication.State.PARTLY_REFUSED, aside.words());
    }

    private PublicationDocument judged(PublicationDocument document, PublicationWork work, TaxiiDocument taxii) {
        DeliveryCheck check = work.check();
        if (check.expected().isEmpty()) {
            return taxii.hasEachStatus() ? document.withState(Publication.State.DELIVERED, null)
                    : document.withState(Publication.State.NOT_CONFIRMED, "the TAXII server does not say what became of it");
        }
        return switch (check.outcome()) {
            case DELIVERED -> document.withState(Publication.State.DELIVERED, check.flags());
            case OTHER_SOURCE -> document.withState(Publication.State.OTHER_SOURCE, check.words());
            // that nobody could look is not that it was not there
            default -> document.withState(Publication.State.NOT_CONFIRMED,
                    (work.isLookUpFailed() ? "sent, not confirmed: it could not be looked up, for Intel Exchange did not answer" : check.words())
                            + (work.lastInbox() == null ? "" : "; the inbox took objects at " + INBOX.format(work.lastInbox())));
        };
    }

    private void keep(PublicationWork work, TaxiiDocument.Sent sent) {
        publications.keep(work.recId(), publications.taxii(work.recId()).with(sent));
    }
}
