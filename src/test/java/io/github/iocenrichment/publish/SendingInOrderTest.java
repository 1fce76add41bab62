package io.github.iocenrichment.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.enrich.Findings;
import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.intake.Collected;
import io.github.iocenrichment.ivanti.Incident;
import io.github.iocenrichment.privacy.UrlPrivacy;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.settings.SettingsInput;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.stage.IncidentLog;
import io.github.iocenrichment.stix.StixMapper;
import io.github.iocenrichment.stix.StixSettings;
import io.github.iocenrichment.store.Databases;
import io.github.iocenrichment.store.NewIncident;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.SourceVerdict;
import io.github.iocenrichment.verdict.Verdict;
import io.github.iocenrichment.verdict.VerdictValue;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Incidents that publish one indicator with different contents: its versions leave in their order, on both databases and by both ways. */
class SendingInOrderTest {
    private static final String PRODUCER = "identity--5b403904-8984-4c23-940f-3d888f2f2782";
    /** What each of the two ways says when it has taken a message. */
    private static final Map<String, HttpReply> TAKEN = Map.of("ingest-bundle",
            reply(200, "{\"success\":true,\"message\":\"Successfully sent bundle to ingestion.\"}"),
            "taxii", reply(202, "{\"id\":\"s-1\",\"status\":\"pending\",\"total_count\":1,\"success_count\":0,\"failure_count\":0,\"pending_count\":1}"));

    private final Clock clock = Clock.systemUTC();
    private final List<String> received = Collections.synchronizedList(new ArrayList<>());
    private final String shared = "http://" + Databases.unique("a") + ".example.net/load";
    private final Map<PublishIncident, Outbox> outboxes = new ConcurrentHashMap<>();
    private String route;

    private static HttpReply reply(int status, String body) {
        return new HttpReply(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    private static Settings settings(String route) {
        Map<String, String> given = new HashMap<>(Map.of("ivanti.base-url", "https://itsm.example/HEAT/api", "ivanti.api-key", "7C1E00AA55EE",
                "intelx.base-url", "https://intel.example/ctixapi", "intelx.access-id", "access-0001", "intelx.secret-key", "secret-0001",
                "stix.producer.id", PRODUCER, "stix.producer.name", "Example SOC"));
        given.putAll(Map.of("intelx.route", route, "intelx.taxii.discovery-url", "https://intel.example/ctixapi/ctix21/taxii2/", "intelx.taxii.collection-id",
                "5a4e4442-0000-4e00-8000-434f4c4c4543", "intelx.taxii.username", "user-0001", "intelx.taxii.password", "password-0001"));
        return Settings.load(new SettingsInput(null, null, Map.of(), new Properties(), given, Set.of()));
    }

    static Stream<Arguments> ways() {
        return Stream.of(Databases.values()).flatMap(database -> TAKEN.keySet().stream().map(route -> Arguments.of(database, route)));
    }

    /** A process on the store. */
    private PublishIncident process(Store store) {
        Settings settings = settings(route);
        Outbox outbox = new Outbox(store, Outbox.Options.of(settings), new TaxiiServer(settings, clock));
        PublishIncident process = new PublishIncident(store, new StixMapper(StixSettings.ofProducer(PRODUCER, "Example SOC"), store.ledger(), clock), outbox,
                new Publishable(UrlPrivacy.builtIn()), new IncidentLog(store.incidents()), clock);
        outboxes.put(process, outbox);
        return process;
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("ways")
    void whateverRacesArrivesInOrder(Databases database, String way) throws Exception {
        route = way;
        Store store = database.store();
        List<String> incidents = new ArrayList<>();
        for (int score = 80; score < 92; score++) {
            incidents.add(incident(store, score));
        }
        ExecutorService threads = Executors.newFixedThreadPool(incidents.size());
        List<Future<?>> running = new ArrayList<>();
        for (String recId : incidents) {
            running.add(threads.submit(() -> publish(process(store), recId)));
        }
        for (Future<?> one : running) {
            one.get();
        }
        threads.shutdown();

        assertThat(versions()).as("each incident says something else about it").hasSizeGreaterThanOrEqualTo(incidents.size()).isSorted();
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("ways")
    void whatWasPlannedBeforeAKillIsPlannedAnewWhenAnotherWasFaster(Databases database, String way) {
        route = way;
        Store store = database.store();
        String slow = incident(store, 80);
        String fast = incident(store, 90);
        PublicationWork killed = begin(process(store), slow);
        publish(process(store), fast);

        publish(process(store), slow);
        assertThat(versions()).hasSize(2).isSorted().doesNotHaveDuplicates();
        assertThat(store.effects().find(killed.messages().get(0).effect().key()).orElseThrow().outcome()).startsWith("left out: newer versions");
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("ways")
    void whatMayHaveBeenSentIsRepeatedByteByByteBeforeAnotherSendsANewerVersion(Databases database, String way) {
        route = way;
        Store store = database.store();
        String first = incident(store, 80);
        String second = incident(store, 90);
        PublishIncident process = process(store);
        PublicationWork lost = begin(process, first);
        Message message = process.next(lost);
        process.attempt(lost, message);
        received.add(message.getContent());

        PublicationWork behind = begin(process, second);
        process.attempt(behind, process.next(behind));
        assertThat(behind.isWaiting()).isTrue();
        assertThat(behind.getWaitUntil()).isBefore(clock.instant().plusSeconds(1));

        publish(process(store), first);
        publish(process(store), second);
        assertThat(received.get(1)).isEqualTo(received.get(0));
        assertThat(versions()).hasSize(3).isSorted();
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("ways")
    void aPublicationThatWasAbandonedHoldsUpNobodyAndComesAfterThoseThatWentBy(Databases database, String way) throws SQLException {
        route = way;
        Store store = database.store();
        String stopped = incident(store, 80);
        PublishIncident process = process(store);
        PublicationWork lost = begin(process, stopped);
        Message message = process.next(lost);
        process.attempt(lost, message);
        received.add(message.getContent());
        task(store, "update task set parked_at = execution_time where task_instance = ?", stopped);
        publish(process, incident(store, 90));
        assertThat(versions()).hasSize(2);

        task(store, "update task set parked_at = null where task_instance = ?", stopped);
        publish(process, stopped);
        assertThat(versions()).hasSize(3).isSorted().doesNotHaveDuplicates();
    }

    /** The beginning of the route. */
    private PublicationWork begin(PublishIncident process, String recId) {
        PublicationWork work = process.begin(recId);
        work.getDrafts().forEach(draft -> outboxes.get(process).written(draft, draft.getModel().toString().getBytes(StandardCharsets.UTF_8)));
        return work;
    }

    /** What the routes do, run after run, until the task is done. */
    private void publish(PublishIncident process, String recId) {
        PublicationWork work;
        do {
            work = begin(process, recId);
            while (work.isMore()) {
                Message message = process.next(work);
                process.attempt(work, message);
                if (!work.isWaiting()) {
                    Thread.yield();
                    received.add(message.getContent());
                    process.sent(work, message, TAKEN.get(route));
                }
            }
            process.finish(work);
        } while (work.isWaiting());
    }

    /** The versions of the shared indicator as they arrived. */
    private List<Instant> versions() {
        List<Instant> versions = new ArrayList<>();
        for (String content : received) {
            for (JsonNode object : SentObjects.of(content)) {
                if (object.path("type").asText().equals("indicator")) {
                    versions.add(Instant.parse(object.path("modified").asText()));
                }
            }
        }
        return versions;
    }

    private String incident(Store store, int score) {
        String recId = Databases.unique("A").substring(0, 21) + "00000000000";
        Instant now = clock.instant();
        store.incidents().admit(new NewIncident(recId, "48213", "Suspicious things", "3", now), now);
        Incident incident = new Incident(recId, "48213", "Suspicious things", "", "Active", "3", now, null, "", "", false, "", "", "", "", "", "");
        Indicator indicator = Indicator.of(IndicatorType.URL, shared);
        store.incidents().save(recId, Collected.DOCUMENT, new Collected(incident, List.of(indicator), List.of(), List.of(), List.of(), 0, List.of()), now);
        Answer answer = new Answer("virustotal", indicator.type(), shared, AnswerState.FOUND, null, null, now, now, null, score + " of 94 engines",
                Map.of("malicious", score, "suspicious", 0, "votes", 94));
        Finding finding = new Finding(indicator, List.of(answer), new Verdict(VerdictValue.MALICIOUS, score, List.of(),
                List.of(new SourceVerdict("virustotal", AnswerState.FOUND, VerdictValue.MALICIOUS, score))));
        store.incidents().save(recId, Findings.DOCUMENT, new Findings(List.of(finding), now, 0, false), now);
        try {
            task(store, """
                    insert into task (task_name, task_instance, execution_time, picked, version, created_at)
                    values ('publish', ?, current_timestamp, true, 1, current_timestamp)""", recId);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return recId;
    }

    private static void task(Store store, String sql, String recId) throws SQLException {
        try (Connection connection = store.dataSource().getConnection(); PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, recId);
            statement.executeUpdate();
        }
    }
}
