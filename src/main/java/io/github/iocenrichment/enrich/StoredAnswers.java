package io.github.iocenrichment.enrich;

import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.intelx.DeliveryCheck;
import io.github.iocenrichment.intelx.LookUpPage;
import io.github.iocenrichment.intelx.StoredAnswer;
import io.github.iocenrichment.privacy.OutgoingValue;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.source.AbuseIpDbReader;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.source.HybridAnalysisReader;
import io.github.iocenrichment.source.KeptWords;
import io.github.iocenrichment.source.VirusTotalReader;
import io.github.iocenrichment.stage.FailureLog;
import io.github.iocenrichment.stage.IncidentLog;
import io.github.iocenrichment.stage.OwnFailure;
import io.github.iocenrichment.stage.Stages;
import io.github.iocenrichment.stix.Published;
import io.github.iocenrichment.store.AnswerStore;
import io.github.iocenrichment.store.AnswerStore.Kept;
import io.github.iocenrichment.store.IncidentStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Vendors' answers that Intel Exchange keeps: a fresh one about the asked value is kept as if the vendor had been asked then, so that it is not asked again.
 * Each answer says where it comes from. Silence of Intel Exchange costs nothing but the quota that it would have spared.
 */
public final class StoredAnswers {
    /** A clock over there may be a little ahead. */
    private static final Duration AHEAD = Duration.ofMinutes(5);
    /** Sources whose answers the platform keeps in the vendor's own form. */
    private static final List<String> READ = List.of(AbuseIpDbReader.SOURCE, HybridAnalysisReader.SOURCE, VirusTotalReader.SOURCE);
    private static final Map<IndicatorType, String> ALGORITHMS = Map.of(IndicatorType.MD5, "MD5", IndicatorType.SHA1, "SHA-1", IndicatorType.SHA256, "SHA-256");

    private final IncidentStore incidents;
    private final AnswerStore answers;
    private final boolean enabled;
    private final Duration freshFor;
    private final AbuseIpDbReader abuseIpDb;
    private final VirusTotalReader virusTotal = new VirusTotalReader();
    private final HybridAnalysisReader hybridAnalysis = new HybridAnalysisReader();
    private final IncidentLog log;
    private final Clock clock;

    public StoredAnswers(IncidentStore incidents, AnswerStore answers, Settings settings, IncidentLog log, Clock clock) {
        this.incidents = incidents;
        this.answers = answers;
        this.enabled = settings.flag("intelx.stored-answers") && settings.optional("intelx.access-id").isPresent()
                && settings.optional("intelx.secret-key").isPresent();
        this.freshFor = settings.duration("enrichment.cache.ttl");
        this.abuseIpDb = new AbuseIpDbReader(settings.integer("abuseipdb.max-age-days"));
        this.log = log;
        this.clock = clock;
    }

    /** The questions about the values of one incident while they are asked. */
    public static final class Asking {
        private final String recId;
        private final List<Published> wanted;
        private final LookUpRound round;
        private int kept;

        private Asking(String recId, List<Published> wanted) {
            this.recId = recId;
            this.wanted = wanted;
            this.round = LookUpRound.withStoredAnswers(DeliveryCheck.requests(wanted));
        }

        /** True while there is something more to ask. */
        public boolean isMore() {
            return round.isMore();
        }

        public String getPath() {
            return round.getPath();
        }

        public String getQuery() {
            return round.getQuery();
        }

        public String getPayload() {
            return round.getPayload();
        }
    }

    /** Whether they are asked for: once for each incident, before its sources are. */
    public boolean isWanted(EnrichmentWork enrichment) {
        return enabled && !valuesToAsk(enrichment).isEmpty() && incidents.find(enrichment.getRecId())
                .filter(incident -> !incident.stage().equals(Stages.ENRICHING) && !Stages.isEnriched(incident.stage())).isPresent();
    }

    /** What is to be asked. A value that leaves masked is another one over there. */
    public Asking begin(EnrichmentWork enrichment) {
        return new Asking(enrichment.getRecId(), valuesToAsk(enrichment));
    }

    private static List<Published> valuesToAsk(EnrichmentWork enrichment) {
        return enrichment.getIndicators().stream().filter(Indicator::enrichable)
                .filter(indicator -> indicator.type().isAddress() || indicator.type() == IndicatorType.URL || indicator.type() == IndicatorType.DOMAIN
                        || ALGORITHMS.containsKey(indicator.type()))
                .filter(indicator -> enrichment.outgoing().of(indicator).filter(OutgoingValue::isMasked).isEmpty())
                .map(StoredAnswers::asked).toList();
    }

    private static Published asked(Indicator indicator) {
        String algorithm = ALGORITHMS.get(indicator.type());
        return new Published("", indicator.type(), indicator.value(), algorithm == null ? indicator.value() : algorithm + " " + indicator.value());
    }

    /** Takes a page of what is known there, and keeps the answers that are fresh. */
    public void take(Asking asking, HttpReply reply) {
        LookUpPage page = LookUpPage.read(reply, asking.round.page());
        if (page.problem() != null) {
            unanswered(asking, page.problem());
            return;
        }
        Instant now = clock.instant();
        List<Kept> fresh = new ArrayList<>();
        for (Published value : asking.wanted) {
            page.rows().stream().filter(row -> DeliveryCheck.isOf(value, row) && !"RED".equals(row.knowledge().tlp())).flatMap(row -> row.stored().stream())
                    .flatMap(stored -> read(value, stored, now).stream()).forEach(fresh::add);
        }
        if (!fresh.isEmpty()) {
            answers.inOne(set -> {
                set.save(fresh);
                return null;
            });
        }
        asking.kept += fresh.size();
        asking.round.after(page);
        if (!asking.round.isMore() && asking.kept > 0) {
            log.open(asking.recId);
            log.line("answers of vendors kept by Intel Exchange: " + asking.kept + " fresh");
        }
    }

    /** The call broke. */
    public void failed(Asking asking, Throwable cause) {
        OwnFailure.passOn(cause);
        unanswered(asking, FailureLog.words(cause));
    }

    private void unanswered(Asking asking, String words) {
        asking.round.stop();
        log.open(asking.recId);
        log.warning("Intel Exchange could not be asked for vendors' answers: " + words + "; the vendors themselves are asked");
    }

    /** Empty when it is old, failed, of no source of ours, or about something else. */
    private Optional<Kept> read(Published value, StoredAnswer stored, Instant now) {
        Instant at = stored.updated();
        Optional<String> source = READ.stream().filter(stored::isOf).findFirst();
        boolean usable = stored.successful() && source.isPresent() && at != null && at.isAfter(now.minus(freshFor)) && at.isBefore(now.plus(AHEAD));
        if (!usable) {
            return Optional.empty();
        }
        Instant asked = at.isAfter(now) ? now : at;
        HttpReply reply = new HttpReply(200, Map.of("Content-Type", "application/json"), stored.content().getBytes(StandardCharsets.UTF_8));
        return answer(source.get(), value, reply, asked)
                .filter(answer -> answer.state() == AnswerState.FOUND || answer.state() == AnswerState.NOT_FOUND)
                .map(answer -> new Kept(named(answer, asked), asked.plus(freshFor), null));
    }

    private Optional<Answer> answer(String source, Published value, HttpReply reply, Instant asked) {
        return switch (source) {
            case AbuseIpDbReader.SOURCE -> value.type().isAddress() ? Optional.of(abuseIpDb.read(value.type(), value.value(), reply, asked).answer())
                    : Optional.empty();
            case HybridAnalysisReader.SOURCE -> value.type() == IndicatorType.SHA256
                    ? Optional.of(hybridAnalysis.readOverview(value.value(), reply, asked).answer()) : Optional.empty();
            default -> Optional.of(virusTotal.read(value.type(), value.value(), reply, asked).answer());
        };
    }

    private static Answer named(Answer answer, Instant asked) {
        boolean found = answer.state() == AnswerState.FOUND;
        return new Answer(answer.source(), answer.type(), answer.value(), answer.state(), found ? answer.reason() : KeptWords.before(asked, answer.reason()),
                answer.askAgainAt(), answer.answeredAt(), answer.observedAt(), answer.link(),
                found ? KeptWords.before(asked, answer.summary()) : answer.summary(), answer.facts());
    }
}
