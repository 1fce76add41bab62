package io.github.iocenrichment.enrich;

import io.github.iocenrichment.intake.Collected;
import io.github.iocenrichment.ivanti.Incident;
import io.github.iocenrichment.ivanti.IncidentFields;
import io.github.iocenrichment.ivanti.IvantiAnswer;
import io.github.iocenrichment.ivanti.IvantiRefusedException;
import io.github.iocenrichment.ivanti.IvantiReply;
import io.github.iocenrichment.ivanti.IvantiUnavailableException;
import io.github.iocenrichment.report.SafeText;
import io.github.iocenrichment.report.StageLine;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.stage.IncidentLog;
import io.github.iocenrichment.stage.Stages;
import io.github.iocenrichment.store.IncidentStore;
import io.github.iocenrichment.store.QuotaStore;
import io.github.iocenrichment.store.QuotaView;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.store.StoredIncident;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The verdict watch: when to ask again about what nobody knew or what was still being analysed, for as long as the incident is open.
 * It decides the time and which answers have become too old; the asking, and what follows from a changed verdict, is the amendment's.
 */
public final class WatchVerdicts {
    /** Where no budget is to spare it is looked for again so soon, for the operator may raise it. */
    private static final Duration NO_BUDGET = Duration.ofHours(6);
    private static final int MARKING_CHARS = 40;

    private final IncidentStore incidents;
    private final QuotaStore quotas;
    private final Sources sources;
    private final IncidentFields fields;
    private final Options options;
    private final IncidentLog log;
    private final Clock clock;

    /**
     * @param enabled  whether there is a watch at all
     * @param schedule the gaps before each round
     * @param closed   words of the field Status, in lower case, with which an incident counts as closed
     */
    public record Options(boolean enabled, List<Duration> schedule, List<String> closed) {
        public Options {
            schedule = List.copyOf(schedule);
            closed = List.copyOf(closed);
        }

        public static Options of(Settings settings) {
            return new Options(settings.flag("watch.enabled"), settings.durations("watch.schedule"),
                    settings.list("watch.closed-statuses").stream().map(Options::word).toList());
        }

        boolean isClosed(Incident incident) {
            return incident.isClosed() || closed.contains(word(incident.status()));
        }

        private static String word(String status) {
            return status.strip().toLowerCase(Locale.ROOT);
        }
    }

    public WatchVerdicts(Store store, Sources sources, IncidentFields fields, Options options, IncidentLog log, Clock clock) {
        this.incidents = store.incidents();
        this.quotas = store.quotas();
        this.sources = sources;
        this.fields = fields;
        this.options = options;
        this.log = log;
        this.clock = clock;
    }

    /** Whether the incident is to be watched (on), now that its analyst has been informed. */
    public boolean isWanted(String recId) {
        if (!options.enabled()) {
            return false;
        }
        WatchDocument watch = document(recId);
        return !watch.ended() && watch.rounds() < options.schedule().size() && !open(recId).isEmpty()
                && incidents.find(recId).map(StoredIncident::stage).filter(stage -> !stage.equals(Stages.DELETED)).isPresent();
    }

    /** When the next round over a wanted incident is due. */
    public Instant dueAt(String recId) {
        WatchDocument watch = document(recId);
        return watch.nextAt() != null ? watch.nextAt() : clock.instant().plus(options.schedule().get(watch.rounds()));
    }

    /** Decides from what is known here whether a round is due; whether the incident is still open is for Ivanti to say. */
    public WatchWork begin(String recId) {
        Optional<StoredIncident> incident = log.find(recId);
        WatchDocument watch = document(recId);
        WatchWork watching = new WatchWork(recId, watch, open(recId));
        Instant now = clock.instant();
        if (incident.isEmpty() || watch.ended()) {
            return watching;
        }
        if (!options.enabled()) {
            return end(watching, "watch.enabled is off");
        }
        if (watching.open().isEmpty()) {
            incidents.save(recId, WatchDocument.DOCUMENT, watch.resting(), now);
            log.line("watch ended: nothing is unknown any more");
            return watching;
        }
        if (watch.nextAt() != null && watch.nextAt().isAfter(now)) {
            // the process ended between planning this round and handing it over
            return watching.ask(watch.nextAt());
        }
        if (watch.rounds() >= options.schedule().size()) {
            return watching.ask(null);
        }
        Optional<Instant> wait = waitForBudget(watching.open(), now);
        if (wait.isPresent()) {
            log.line("watch waits until " + wait.get() + ": no source has budget to spare");
            return watching.lookAgain(wait.get());
        }
        return watching.whenOpen();
    }

    /** Begins the round when the incident is still open. @param reply Ivanti's answer to the question for the incident */
    public void judge(WatchWork watching, IvantiReply reply) {
        if (reply.isAbsent()) {
            end(watching, "deleted in Ivanti");
            return;
        }
        if (!reply.isSound()) {
            throw new IvantiRefusedException("Ivanti: " + reply.fault().line());
        }
        Instant now = clock.instant();
        Incident incident = Incident.from(IvantiAnswer.read(reply.http(), now).json(), fields)
                .orElseThrow(() -> new IvantiUnavailableException("Ivanti answered without the incident that was asked for", now));
        if (options.isClosed(incident)) {
            end(watching, "closed in Ivanti");
            return;
        }
        takeMarking(watching.recId(), incident.tlp(), now);
        int rounds = watching.document().rounds();
        Instant next = rounds + 1 < options.schedule().size() ? now.plus(options.schedule().get(rounds + 1)) : null;
        // what another incident's question brought lately is new enough
        Instant since = now.minus(options.schedule().get(rounds).dividedBy(2));
        incidents.save(watching.recId(), WatchDocument.DOCUMENT, watching.document().round(now, since, next), now);
        log.line(StageLine.watched(watching.open(), rounds + 1, options.schedule().size()));
        watching.ask(next);
    }

    /** An incident that has been marked since it was read: what follows from this round keeps to its marking of today. */
    private void takeMarking(String recId, String marking, Instant now) {
        incidents.load(recId, Collected.DOCUMENT, Collected.class).filter(collected -> !marking.equals(collected.incident().tlp())).ifPresent(collected -> {
            if (!incidents.save(recId, Collected.DOCUMENT, collected.withTlp(marking), Collected.class, collected::equals, now)) {
                throw new IvantiUnavailableException("an attachment was read meanwhile; the marking is taken at the next try", now);
            }
            log.line("its own marking is now " + (marking.isBlank() ? "none" : "'" + SafeText.words(marking, MARKING_CHARS) + "'"));
        });
    }

    private WatchWork end(WatchWork watching, String why) {
        incidents.save(watching.recId(), WatchDocument.DOCUMENT, watching.document().over(), clock.instant());
        log.line("watch ended: " + why);
        return watching;
    }

    private WatchDocument document(String recId) {
        return WatchDocument.of(incidents, recId).orElse(WatchDocument.NEW);
    }

    private List<Answer> open(String recId) {
        return incidents.load(recId, Findings.DOCUMENT, Findings.class).map(Findings::findings).map(EarlierAnswers::open).orElse(List.of()).stream()
                .filter(answer -> sources.isEnabled(answer.source())).toList();
    }

    /** Empty when one of the sources has budget to spare; else when the first of them may have. */
    private Optional<Instant> waitForBudget(List<Answer> open, Instant now) {
        List<Instant> waits = new ArrayList<>();
        for (String source : open.stream().map(Answer::source).distinct().toList()) {
            QuotaView quota = quotas.state(source, now);
            Optional<Instant> wait = QuotaGate.spareFrom(quota, now.plus(NO_BUDGET));
            if (wait.isEmpty()) {
                return Optional.empty();
            }
            waits.add(wait.get());
        }
        return waits.stream().min(Comparator.naturalOrder());
    }
}
