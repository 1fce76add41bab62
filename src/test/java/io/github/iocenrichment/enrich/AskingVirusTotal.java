package io.github.iocenrichment.enrich;

import io.github.iocenrichment.MovableClock;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.intake.Collected;
import io.github.iocenrichment.ivanti.Incident;
import io.github.iocenrichment.privacy.UrlPrivacy;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.settings.SettingsInput;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.source.Reading;
import io.github.iocenrichment.stage.IncidentLog;
import io.github.iocenrichment.stage.LastErrors;
import io.github.iocenrichment.store.Databases;
import io.github.iocenrichment.store.NewIncident;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.verdict.Rules;
import io.github.iocenrichment.verdict.Scorer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Incidents that ask VirusTotal without routes between, on a clock that the test moves; VirusTotal finds whatever it is asked about. */
abstract class AskingVirusTotal {
    static final Instant START = Instant.parse("2026-11-23T09:00:00Z");
    static final Map<String, String> MANDATORY = Map.of("ivanti.base-url", "https://itsm.example/HEAT/api", "ivanti.api-key", "7C1E00AA55EE",
            "intelx.base-url", "https://intel.example/ctixapi", "intelx.access-id", "access-0001", "intelx.secret-key", "secret-0001",
            "stix.producer.id", "identity--5b403904-8984-4c23-940f-3d888f2f2782", "stix.producer.name", "Example SOC", "virustotal.api-key", "key-0001");

    final MovableClock clock = new MovableClock(START);
    final List<String> asked = new ArrayList<>();
    Settings settings;
    Store store;
    LookUps lookUps;

    @BeforeEach
    void open() {
        store = Store.open(Databases.H2.fresh("quota"), clock);
        open(Map.of());
    }

    /** The next process on the same store, with other settings. */
    void open(Map<String, String> changed) {
        settings = settings(changed);
        lookUps = new LookUps(store.answers(), store.quotas(), new Sources(settings),
                new LookUps.Policy(Duration.ofHours(24), Duration.ofHours(6), Duration.ofMinutes(10), UrlPrivacy.builtIn(),
                KnownValues.nothing()),
                new IncidentLog(store.incidents()), new LastErrors(clock), clock);
    }

    static Settings settings(Map<String, String> changed) {
        Map<String, String> all = new HashMap<>(MANDATORY);
        all.putAll(changed);
        return Settings.load(new SettingsInput(null, null, Map.of(), new Properties(), all, Set.of()));
    }

    @AfterEach
    void close() {
        store.close();
    }

    static List<String> values(List<Indicator> indicators) {
        return indicators.stream().map(Indicator::value).toList();
    }

    Enrich enrich(Duration maxWait) {
        return new Enrich(store.incidents(), store.answers(), new Scorer(Rules.from(settings::text)), new IncidentLog(store.incidents()), maxWait,
                UrlPrivacy.builtIn(), KnownValues.nothing(), clock);
    }

    EnrichmentWork round(Enrich enrich, String recId) {
        EnrichmentWork enrichment = enrich.begin(recId);
        enrich.conclude(enrichment, ask(enrichment));
        return enrichment;
    }

    /** What the routes do for each indicator. */
    List<Answer> ask(EnrichmentWork enrichment) {
        List<Answer> answers = new ArrayList<>();
        for (Indicator indicator : enrichment.getIndicators()) {
            LookUp lookUp = lookUps.begin("virustotal", indicator, enrichment);
            if (lookUp.isToAsk()) {
                asked.add(lookUp.getValue());
                lookUps.take(lookUp, new Reading(new Answer("virustotal", indicator.type(), indicator.value(), AnswerState.FOUND, null, null,
                        clock.instant(), null, null, "3 of 70 engines", Map.of("votes", 70, "malicious", 3)), List.of(), false));
            }
            answers.add(lookUps.settle(lookUp, enrichment));
        }
        return answers;
    }

    List<Answer> answers(String recId) {
        return store.incidents().load(recId, Findings.DOCUMENT, Findings.class).orElseThrow().findings().stream()
                .flatMap(finding -> finding.answers().stream()).toList();
    }

    List<AnswerState> states(String recId) {
        return answers(recId).stream().map(Answer::state).toList();
    }

    String incident(List<Indicator> indicators) {
        return incident("3", indicators);
    }

    String incident(String priority, List<Indicator> indicators) {
        String recId = Databases.unique("A").substring(0, 21) + "00000000000";
        store.incidents().admit(new NewIncident(recId, "48213", "Suspicious things", priority, START), clock.instant());
        Incident incident = new Incident(recId, "48213", "Suspicious things", "", "Active", "3", START, null, "", "", false, "", "", "", "", "", "");
        store.incidents().save(recId, Collected.DOCUMENT, new Collected(incident, indicators, List.of(), List.of(), List.of(), 0, List.of()), clock.instant());
        return recId;
    }

    static List<Indicator> hashes(int from, int count) {
        List<Indicator> hashes = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            hashes.add(Indicator.of(IndicatorType.SHA256, String.format("%064x", i * 7919L)));
        }
        return hashes;
    }
}
