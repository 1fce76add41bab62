package io.github.iocenrichment.intake;

import io.github.iocenrichment.http.AnswerTooLongException;
import io.github.iocenrichment.ivanti.BusinessObject;
import io.github.iocenrichment.ivanti.Incident;
import io.github.iocenrichment.ivanti.IncidentFields;
import io.github.iocenrichment.ivanti.IncidentFilter;
import io.github.iocenrichment.ivanti.IncidentPage;
import io.github.iocenrichment.ivanti.IvantiPath;
import io.github.iocenrichment.ivanti.IvantiRefusedException;
import io.github.iocenrichment.ivanti.IvantiReply;
import io.github.iocenrichment.ivanti.IvantiUnavailableException;
import io.github.iocenrichment.ivanti.Poll;
import io.github.iocenrichment.store.IncidentStore;
import io.github.iocenrichment.store.NewIncident;
import io.github.iocenrichment.store.WatermarkStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The polling stage: which incidents are new, each admitted once, whatever order or repetition they come in. */
public final class PollIncidents {
    private static final Logger LOG = LoggerFactory.getLogger("incidents");
    private static final String WATERMARK = "incidents";
    private static final int HANDED_OVER_AT_ONCE = 1000;
    /** A key that was refused is refused again; asking on would only lock the account. */
    private static final Duration REST_AFTER_REFUSED_KEY = Duration.ofMinutes(5);

    /** Incidents that are too long by themselves, in one poll. */
    private static final int MOST_PASSED_OVER = 5;

    private final IncidentStore incidents;
    private final WatermarkStore watermarks;
    private final LoopGuard guard;
    private final List<BusinessObject> objects;
    private final IncidentFilter filter;
    private final IncidentFields fields;
    private final String startFrom;
    private final Duration overlap;
    private final int pageSize;
    private final Clock clock;
    private final AtomicReference<Instant> lastPoll = new AtomicReference<>();
    /** What was wrong with rows of a page at its latest poll, by what is polled and rows passed over. */
    private final Map<String, List<String>> brokenRows = new ConcurrentHashMap<>();
    private final AtomicBoolean namesLookedAt = new AtomicBoolean();
    private final AtomicReference<Instant> restUntil = new AtomicReference<>(Instant.MIN);

    /**
     * @param objects   what is polled, by their names in the settings
     * @param startFrom first watermark of an empty store: {@code now} or an ISO instant
     */
    public PollIncidents(IncidentStore incidents, WatermarkStore watermarks, LoopGuard guard, List<String> objects, IncidentFilter filter,
                         IncidentFields fields, String startFrom, Duration overlap, int pageSize, Clock clock) {
        this.incidents = incidents;
        this.watermarks = watermarks;
        this.guard = guard;
        this.objects = objects.stream().map(BusinessObject::of).sorted().toList();
        this.filter = filter;
        this.fields = fields;
        this.startFrom = startFrom;
        this.overlap = overlap;
        this.pageSize = pageSize;
        this.clock = clock;
    }

    /** False for a while after Ivanti refused the key or asked to wait. */
    public boolean isAllowed() {
        return !clock.instant().isBefore(restUntil.get());
    }

    /**
     * @param failure a refusal, perhaps as the cause of what a split reports
     * @throws IvantiRefusedException the same, and for a refused key with what is to be fixed
     */
    public void refused(Exception failure) {
        IvantiRefusedException refusal = ExceptionUtils.throwableOfType(failure, IvantiRefusedException.class);
        if (!refusal.isKeyRefused()) {
            throw refusal;
        }
        restUntil.set(clock.instant().plus(REST_AFTER_REFUSED_KEY));
        throw new IvantiRefusedException(refusal.getMessage() + "; nothing is polled for " + REST_AFTER_REFUSED_KEY.toMinutes()
                + " minutes: check ivanti.api-key, or user and password of the session login");
    }

    /**
     * Ivanti wants no call before a time: no poll is made before it, whoever asks for one.
     *
     * @param failure says so, perhaps as the cause of what a split reports
     * @throws IvantiUnavailableException the same
     */
    public void postponed(Exception failure) {
        IvantiUnavailableException busy = ExceptionUtils.throwableOfType(failure, IvantiUnavailableException.class);
        if (busy.isAskedToWait()) {
            restUntil.set(busy.retryAt());
        }
        throw busy;
    }

    /** How many business objects are polled. */
    public int getObjectCount() {
        return objects.size();
    }

    /** @param turn which of the objects it is, from 0; incidents are the first */
    public PollRound begin(int turn) {
        BusinessObject polled = objects.get(turn);
        Instant watermark = watermarks.at(watermark(polled), () -> "now".equals(startFrom) ? clock.instant() : Instant.parse(startFrom));
        // the operator's condition names fields of incidents
        return new PollRound(polled, polled == BusinessObject.INCIDENT ? filter : new IncidentFilter("", fields), Poll.start(watermark, overlap, pageSize));
    }

    private static String watermark(BusinessObject polled) {
        return polled == BusinessObject.INCIDENT ? WATERMARK : polled.label();
    }

    /** @throws IvantiUnavailableException when the page cannot be read: the watermark stays where it is */
    public void admit(PollRound round, IvantiReply reply) {
        Instant now = clock.instant();
        if (!reply.isSound()) {
            throw new IvantiRefusedException("Ivanti does not list " + round.object().label() + "s: " + reply.fault().line()
                    + "; check ivanti.base-url and the rights of the key");
        }
        IncidentPage page = IncidentPage.read(reply.http(), round.object().fields(fields), now);
        if (page.isFault()) {
            throw new IvantiUnavailableException("Ivanti: " + page.fault().line(), now);
        }
        if (round.object() == BusinessObject.INCIDENT) {
            warnOfMissingFields(page);
        }
        warnOfBroken(round, page);
        decide(round, page.incidents());
        round.after(round.poll().after(page, now));
    }

    /** Once, for a row that cannot be read comes with every poll until the overlap has passed it. */
    private void warnOfBroken(PollRound round, IncidentPage page) {
        List<String> broken = page.broken();
        if (!broken.equals(brokenRows.put(round.object().label() + " " + round.poll().skip(), broken))) {
            broken.forEach(words -> LOG.warn("poll: {}; it is left out", words));
        }
    }

    /** Once, at the first page with incidents: a name that no row carries is most often misspelt, and nothing would be found in it. */
    private void warnOfMissingFields(IncidentPage page) {
        if (page.incidents().isEmpty() || !namesLookedAt.compareAndSet(false, true)) {
            return;
        }
        fields.texts().stream().filter(name -> !page.names().contains(name))
                .forEach(name -> LOG.warn("poll: no incident has the field {}, which is to be read for "
                + "indicators; correct it in ivanti.field.text, upper and lower case as Ivanti has it", name));
        fields.others().entrySet().stream().filter(field -> !page.names().contains(field.getValue())).forEach(field -> LOG.warn(
                "poll: no incident has the field {}; correct ivanti.field.{}, upper and lower case as Ivanti has it", field.getValue(), field.getKey()));
    }

    /** Decides about each incident once: polls overlap, so most rows of a page have been seen before. */
    private void decide(PollRound round, List<Incident> page) {
        Set<String> decided = incidents.decided(page.stream().map(Incident::recId).toList());
        List<Incident> undecided = page.stream().filter(incident -> !decided.contains(incident.recId())).toList();
        if (round.object() != BusinessObject.INCIDENT) {
            // our records are incidents
            round.admitted(incidents.admit(undecided.stream().map(each -> newIncident(round, each)).toList(), clock.instant()));
            return;
        }
        List<LoopGuard.Ruling> rulings = guard.judge(undecided);
        Map<Incident, LoopGuard.Ruling> decisions = new LinkedHashMap<>();
        for (int i = 0; i < undecided.size(); i++) {
            if (rulings.get(i).owner() == LoopGuard.Owner.UNDECIDED) {
                round.undecided(new PollRound.Undecided(undecided.get(i), rulings.get(i).source()));
            } else {
                decisions.put(undecided.get(i), rulings.get(i));
            }
        }
        admit(round, decisions);
    }

    /** Our own record incidents come back in the next poll; they must not start a chain. */
    private void admit(PollRound round, Map<Incident, LoopGuard.Ruling> decisions) {
        guard.report(decisions);
        round.admitted(incidents.admit(decisions.entrySet().stream().filter(each -> each.getValue().owner() == LoopGuard.Owner.OTHERS)
                .map(each -> newIncident(round, each.getKey())).toList(), clock.instant()));
    }

    private static NewIncident newIncident(PollRound round, Incident incident) {
        return new NewIncident(incident.recId(), incident.number(), incident.subject(), incident.priority(), incident.createdAt(), round.object().label());
    }

    /** The incidents of the latest page that may be records of ours. */
    public List<PollRound.Undecided> undecided(PollRound round) {
        return round.takeUndecided();
    }

    /** Query for the incident that an undecided one names as its source. */
    public String sourceQuery(PollRound.Undecided undecided) {
        return IvantiPath.numberQuery(undecided.source(), fields);
    }

    /**
     * Decides about an incident whose source was read.
     *
     * @throws IvantiUnavailableException when the answer cannot be read: the watermark stays where it is
     */
    public void decideBySource(PollRound round, PollRound.Undecided undecided, IvantiReply reply) {
        IncidentPage page = IncidentPage.read(reply.http(), fields, clock.instant());
        if (page.isFault() && !reply.isAbsent()) {
            throw new IvantiUnavailableException("Ivanti: " + page.fault().line(), clock.instant());
        }
        String sourceRecId = page.incidents().stream().filter(row -> row.number().equals(undecided.source())).map(Incident::recId).findFirst().orElse(null);
        admit(round, Map.of(undecided.incident(), guard.judgeBySource(undecided.incident(), undecided.source(), sourceRecId)));
    }

    /**
     * A page is longer than is read: the next question asks for half as many incidents. One that is too long by itself is passed over, so that it does
     * not hold back those behind it.
     *
     * @throws IvantiUnavailableException when one after the other is too long: then it is Ivanti's answers that are wrong, and not the incidents
     */
    public void tooLong(PollRound round, AnswerTooLongException cause) {
        if (round.narrow()) {
            return;
        }
        if (round.passedOver() == MOST_PASSED_OVER) {
            throw new IvantiUnavailableException("Ivanti: " + cause.getMessage() + ", for single incidents too", clock.instant());
        }
        LOG.warn("poll: {} for a single incident, row {} of those created since {}; it is left out, raise ivanti.max-answer-bytes to have it read",
                cause.getMessage(), round.poll().skip() + 1, round.poll().since());
        round.passOver();
    }

    public void finish(PollRound round) {
        watermarks.advance(watermark(round.object()), round.poll().nextWatermark());
        lastPoll.set(clock.instant());
        if (round.admitted() > 0) {
            LOG.info("polled: {} new {}{} in {} rows", round.admitted(), round.object().label(), round.admitted() == 1 ? "" : "s", round.poll().skip());
        }
    }

    /** RecIds that are admitted and wait for their first task. */
    public List<String> waiting() {
        return incidents.waiting(HANDED_OVER_AT_ONCE);
    }

    /** When a poll last went through; null before the first. */
    public @Nullable Instant lastPoll() {
        return lastPoll.get();
    }
}
