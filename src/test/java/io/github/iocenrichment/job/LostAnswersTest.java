package io.github.iocenrichment.job;

import static io.github.iocenrichment.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.sandbox.Fault;
import io.github.iocenrichment.sandbox.Sandbox;
import io.github.iocenrichment.sandbox.SandboxAttachment;
import io.github.iocenrichment.sandbox.SandboxIncident;
import io.github.iocenrichment.sandbox.SandboxOptions;
import io.github.iocenrichment.sandbox.SandboxSystem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Answers that are lost, late, wrong or refused, at each call of the journey: whatever happens, an incident ends with one note, one record and
 * one publication. The waiting times are the shipped ones; the clock is put forward while nobody works.
 */
class LostAnswersTest {
    private static final String HTML = "<!DOCTYPE html><html><head><title>Service unavailable</title></head><body>Try again.</body></html>";
    private static final String LOGIN_PAGE = "<!DOCTYPE html><html><head><title>Log in</title></head><body><form action='/Login'></form></body></html>";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final SkippingClock clock = new SkippingClock();
    private Sandbox sandbox;
    private Job job;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(SandboxOptions.standard().withClock(clock).withSampleIncidents(false));
    }

    @AfterEach
    void stop() {
        if (job != null) {
            job.close();
        }
        sandbox.close();
    }

    private void work() throws Exception {
        job = Job.start(sandbox, clock, Map.of("ivanti.poll.cron", "0/1 * * * * ?", "abuseipdb.timeout", "2s", "virustotal.timeout", "2s",
                "hybrid-analysis.timeout", "2s", "ivanti.timeout.read", "3s", "ivanti.timeout.write", "3s", "intelx.timeout", "3s"));
    }

    /** The sample phishing ingredients, enough for one question to each vendor and for a publication with indicators. */
    private String addIncident() {
        int number = NUMBER.incrementAndGet();
        return sandbox.addIncident(SandboxIncident.of("Beacon " + number, "Traffic to 93.115.28.40 after https://login-portal-verify.com/verify was opened.")
                .withField("Service", "Security Operations").withField("Category", "Malware")
                .with(SandboxAttachment.of("dropper.txt", "text/plain",
                        "6b6fb53e76a254cd9e09454a7113fd985547cfc1c3f1bd8fe8db8464f060c426\n".getBytes(StandardCharsets.UTF_8))));
    }

    private void awaitSkipping(Callable<Boolean> condition) {
        await().pollInterval(Duration.ofMillis(100)).until(() -> {
            if (condition.call()) {
                return true;
            }
            if (World.isAsleep(job)) {
                clock.skip(Duration.ofMillis(2_500));
            }
            return false;
        });
    }

    private List<String> notes(String recId) {
        return sandbox.notes(recId).stream().map(note -> note.path("NotesBody").asText()).toList();
    }

    /** Each call of the journey: the door, the method and a part of the address. */
    private static Stream<Fault> eachCall(UnaryOperator<Fault> trouble) {
        return Stream.of(at(SandboxSystem.IVANTI, "GET", "$orderby"), at(SandboxSystem.IVANTI, "GET", "incidents('"),
                at(SandboxSystem.IVANTI, "GET", "IncidentContainsAttachment"), at(SandboxSystem.IVANTI, "GET", "/rest/Attachment"),
                at(SandboxSystem.IVANTI, "GET", "Subject eq 'Intel published"), at(SandboxSystem.IVANTI, "POST", "businessobject/incidents"),
                at(SandboxSystem.IVANTI, "GET", "journal__notess"), at(SandboxSystem.IVANTI, "POST", "journal__notess"),
                at(SandboxSystem.INTEL_EXCHANGE, "POST", "ingest_bundle"), at(SandboxSystem.INTEL_EXCHANGE, "POST", "bulk-lookup")).map(trouble);
    }

    private static Fault at(SandboxSystem system, String method, String path) {
        return Fault.of(system, path, Fault.Kind.CUT_BEFORE).onMethod(method);
    }

    private static UnaryOperator<Fault> kind(Fault.Kind kind) {
        return at -> Fault.of(at.system(), at.path(), kind).onMethod(at.method());
    }

    private static UnaryOperator<Fault> answer(Fault.Kind kind, int status, String body, Map<String, String> headers) {
        return at -> Fault.of(at.system(), at.path(), kind).onMethod(at.method()).withStatus(status, body).withHeaders(headers);
    }

    static Stream<Arguments> troubles() {
        return Stream.of(
                Arguments.of("the connection breaks before it was applied", kind(Fault.Kind.CUT_BEFORE)),
                Arguments.of("it is applied and the answer is lost", kind(Fault.Kind.APPLY_THEN_CUT)),
                Arguments.of("it is applied and the answer breaks off", kind(Fault.Kind.CUT_MID_BODY)),
                Arguments.of("500 as JSON", answer(Fault.Kind.ANSWER, 500, "{\"code\":\"ISM_5000\",\"message\":[\"internal error\"]}", Map.of())),
                Arguments.of("503 as a page", answer(Fault.Kind.ANSWER, 503, HTML, Map.of())),
                Arguments.of("429 with Retry-After", answer(Fault.Kind.ANSWER, 429, "slow down", Map.of("Retry-After", "7"))),
                Arguments.of("429 without Retry-After", answer(Fault.Kind.ANSWER, 429, null, Map.of())),
                Arguments.of("a log-in page in place of the answer", answer(Fault.Kind.ANSWER, 200, LOGIN_PAGE, Map.of())),
                Arguments.of("it is applied and answered with 500", answer(Fault.Kind.APPLY_THEN_ANSWER, 500, "oops", Map.of())),
                Arguments.of("it is applied and a log-in page is the answer", answer(Fault.Kind.APPLY_THEN_ANSWER, 200, LOGIN_PAGE, Map.of())));
    }

    @ParameterizedTest(name = "{0}, once at each call")
    @MethodSource("troubles")
    void everythingIsThereOnce(String name, UnaryOperator<Fault> trouble) throws Exception {
        work();
        eachCall(trouble).forEach(sandbox::addFault);
        String incident = addIncident();

        awaitSkipping(() -> !sandbox.notes(incident).isEmpty() && World.isIdle(job));

        assertOnce(incident);
        assertThat(notes(incident).get(0)).contains("93.115.28[.]40").contains("hxxps://login-portal-verify[.]com/verify")
                .contains("6b6fb53e76a254cd9e09454a7113fd985547cfc1c3f1bd8fe8db8464f060c426");
    }

    private void assertOnce(String incident) {
        assertThat(notes(incident)).as("notes").hasSize(1);
        assertThat(sandbox.recordIncidents()).as("records").hasSize(1);
        assertThat(sandbox.ingestPosts()).as("publications").hasSize(1);
        assertThat(sandbox.violations()).isEmpty();
    }

    static Stream<Arguments> outages() {
        List<Arguments> outages = new ArrayList<>();
        for (SandboxSystem vendor : List.of(SandboxSystem.ABUSEIPDB, SandboxSystem.VIRUSTOTAL, SandboxSystem.HYBRID_ANALYSIS)) {
            Map<String, Fault> kinds = new HashMap<>();
            kinds.put("is down", Fault.of(vendor, null, Fault.Kind.CUT_BEFORE));
            kinds.put("answers with pages", Fault.answer(vendor, null, 200, HTML));
            kinds.put("refuses every call as too much", Fault.answer(vendor, null, 429, "{}"));
            kinds.put("is slower than its time-out", Fault.of(vendor, null, Fault.Kind.DELAY).delayed(5_000));
            kinds.forEach((words, fault) -> outages.add(Arguments.of(vendor, words, fault.always())));
        }
        return outages.stream();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("outages")
    void oneVendorNeverStopsAnIncident(SandboxSystem vendor, String words, Fault outage) throws Exception {
        work();
        sandbox.addFault(outage);
        String incident = addIncident();

        awaitSkipping(() -> !sandbox.notes(incident).isEmpty() && World.isIdle(job));

        assertOnce(incident);
        Map<SandboxSystem, String> names = Map.of(SandboxSystem.ABUSEIPDB, "AbuseIPDB", SandboxSystem.VIRUSTOTAL, "VirusTotal",
                SandboxSystem.HYBRID_ANALYSIS, "Hybrid Analysis");
        String note = notes(incident).get(0);
        names.forEach((system, name) -> assertThat(note.lines().filter(line -> line.strip().startsWith(name + ":") && line.contains(" – https://")).toList())
                .as("what %s says", name).satisfies(lines -> assertThat(lines.isEmpty()).isEqualTo(system == vendor)));
        assertThat(note).contains(names.get(vendor));
        for (SandboxSystem system : names.keySet()) {
            String shown = World.lastError(job, names.get(system).toLowerCase(Locale.ROOT).replace(' ', '-'));
            assertThat(shown.isEmpty()).as("%s on the page: %s", system, shown).isEqualTo(system != vendor || words.contains("too much"));
        }
    }

    @Test
    void theNoteComesInTimeWhenIntelExchangeIsDownAndAFurtherOneTellsTheEnd() throws Exception {
        work();
        sandbox.addFault(Fault.answer(SandboxSystem.INTEL_EXCHANGE, null, 503, HTML).always());
        String incident = addIncident();

        awaitSkipping(() -> !sandbox.notes(incident).isEmpty());
        assertThat(sandbox.ingestPosts()).isEmpty();
        assertThat(notes(incident)).hasSize(1).first().asString().contains("Intel Exchange").contains("pending");
        assertThat(World.lastError(job, "intelx")).contains("503");

        sandbox.clearFaults();
        awaitSkipping(() -> sandbox.notes(incident).size() > 1 && World.isIdle(job));
        assertThat(notes(incident)).hasSize(2).last().asString().contains("Sent to Intel Exchange").contains("record incident");
        assertThat(sandbox.recordIncidents()).hasSize(1);
        assertThat(sandbox.ingestPosts()).hasSize(1);
    }

    @Test
    void anIncidentThatIsDeletedMeanwhileLeavesNothingBehind() throws Exception {
        work();
        sandbox.addFault(Fault.of(SandboxSystem.INTEL_EXCHANGE, "ingest_bundle", Fault.Kind.DELAY).delayed(1_500));
        String incident = addIncident();
        awaitSkipping(() -> sandbox.count(SandboxSystem.IVANTI, "GET", "/rest/Attachment") > 0);
        sandbox.deleteIncident(incident);

        awaitSkipping(() -> World.isIdle(job) && sandbox.count(SandboxSystem.IVANTI, "GET", "journal__notess") > 0);

        assertThat(sandbox.notes()).extracting(JsonNode::toString).isEmpty();
        assertThat(job.page("/status.json")).doesNotContain("\"parked\":1");
    }
}
