package io.github.iocenrichment.job;

import static io.github.iocenrichment.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.iocenrichment.MovableClock;
import io.github.iocenrichment.sandbox.Fault;
import io.github.iocenrichment.sandbox.Sandbox;
import io.github.iocenrichment.sandbox.SandboxIncident;
import io.github.iocenrichment.sandbox.SandboxOptions;
import io.github.iocenrichment.sandbox.SandboxSystem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The verdict watch as shipped, with days that pass in seconds: what is asked again, when, and what comes of it. */
class WatchTest {
    private static final String KNOWN = "93.115.28.40";
    private static final String UNKNOWN = "https://quiet-harbour-portal.com/verify";
    private static final Duration SCHEDULE = Duration.ofHours(1 + 4).plusDays(1 + 3 + 7);

    private final MovableClock clock = MovableClock.running();
    private Sandbox sandbox;
    private Job job;
    private String incident;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(SandboxOptions.standard().withClock(clock).withSampleIncidents(false));
    }

    @AfterEach
    void stop() {
        job.close();
        sandbox.close();
    }

    /** An incident with something known and something that VirusTotal has never seen, noted. */
    private void noted(boolean watched) throws Exception {
        job = Job.start(sandbox, clock, Map.of("ivanti.poll.cron", "0/1 * * * * ?", "watch.enabled", String.valueOf(watched)));
        incident = sandbox.addIncident(SandboxIncident.of("Odd page", "Traffic to " + KNOWN + " after " + UNKNOWN + " was opened."));
        skippingUntil(Duration.ofSeconds(3), () -> !sandbox.notes(incident).isEmpty() && World.isIdle(job));
        assertThat(note(0)).contains("never seen");
        assertThat(asked()).isEqualTo(1);
    }

    private void skippingUntil(Duration step, Callable<Boolean> condition) {
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20)).until(() -> {
            if (condition.call()) {
                return true;
            }
            if (World.isWaitingForTime(job)) {
                clock.advance(step);
            }
            return false;
        });
    }

    private void pass(Duration time, Duration step) {
        var until = clock.instant().plus(time);
        skippingUntil(step, () -> clock.instant().isAfter(until) && World.isWaitingForTime(job) && World.isIdle(job));
    }

    private long asked() {
        return sandbox.count(SandboxSystem.VIRUSTOTAL, "GET", "/urls/");
    }

    private String note(int number) {
        return sandbox.notes(incident).get(number).path("NotesBody").asText();
    }

    private void virusTotalLearnsOfIt() throws Exception {
        sandbox.knowledge().virusTotal("url", UNKNOWN, (ObjectNode) new ObjectMapper().readTree("""
                {"last_analysis_date": %d, "last_analysis_stats": {"malicious": 17, "suspicious": 1, "undetected": 20, "harmless": 56, "timeout": 0}}"""
                .formatted(clock.instant().getEpochSecond())));
    }

    private List<JsonNode> published(String type, String part) {
        return sandbox.publishedObjects().stream().filter(object -> object.path("type").asText().equals(type) && object.toString().contains(part)).toList();
    }

    @Test
    void aVerdictThatChangesIsReportedOnceAndPublishedOnce() throws Exception {
        noted(true);
        pass(Duration.ofMinutes(50), Duration.ofMinutes(10));
        assertThat(asked()).isEqualTo(1);
        skippingUntil(Duration.ofMinutes(10), () -> asked() == 2);
        pass(Duration.ofHours(1), Duration.ofMinutes(20));
        assertThat(sandbox.notes(incident)).as("asked again in vain, nothing to report").hasSize(1);
        assertThat(sandbox.ingestPosts()).hasSize(1);

        virusTotalLearnsOfIt();
        skippingUntil(Duration.ofMinutes(20), () -> sandbox.notes(incident).size() > 1);
        pass(SCHEDULE, Duration.ofHours(18));

        assertThat(sandbox.notes(incident)).hasSize(2);
        assertThat(note(1)).contains("CHANGED SINCE THE LAST NOTE").contains("MALICIOUS").contains("quiet-harbour-portal[.]com").doesNotContain(KNOWN);
        assertThat(published("indicator", "quiet-harbour-portal.com")).hasSize(1);
        assertThat(published("indicator", KNOWN)).as("unchanged, so the same version").extracting(object -> object.path("modified")).containsOnly(
                published("indicator", KNOWN).get(0).path("modified"));
        assertThat(sandbox.recordIncidents()).hasSize(1);
        assertThat(asked()).as("known now, so not asked again").isEqualTo(3);
        assertThat(sandbox.count(SandboxSystem.ABUSEIPDB, "GET", null)).as("known from the start").isEqualTo(1);
        assertThat(World.waiting(job, "watch")).isZero();
        assertThat(sandbox.violations()).isEmpty();
    }

    @Test
    void whatStaysUnknownIsAskedAboutInEachRoundAndThenLeftAlone() throws Exception {
        noted(true);
        pass(SCHEDULE.plusDays(2), Duration.ofHours(12));
        assertThat(asked()).as("once for the note and once in each of five rounds").isEqualTo(6);
        pass(Duration.ofDays(10), Duration.ofDays(1));
        assertThat(asked()).isEqualTo(6);
        assertThat(sandbox.count(SandboxSystem.ABUSEIPDB, "GET", null)).isEqualTo(1);
        assertThat(sandbox.notes(incident)).hasSize(1);
        assertThat(sandbox.ingestPosts()).hasSize(1);
        assertThat(World.waiting(job, "watch")).isZero();
    }

    @Test
    void aClosedIncidentIsNotAskedAbout() throws Exception {
        noted(true);
        assertThat(World.waiting(job, "watch")).isEqualTo(1);
        sandbox.changeIncident(incident, Map.of("Status", "Closed"));
        pass(SCHEDULE, Duration.ofHours(18));
        assertThat(asked()).isEqualTo(1);
        assertThat(World.waiting(job, "watch")).isZero();
    }

    @Test
    void withoutTheSettingNothingIsWatched() throws Exception {
        noted(false);
        assertThat(World.waiting(job, "watch")).isZero();
        pass(SCHEDULE, Duration.ofHours(18));
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    void outagesPutARoundOffAndDoubleNothing() throws Exception {
        noted(true);
        virusTotalLearnsOfIt();
        sandbox.addFault(Fault.answer(SandboxSystem.IVANTI, "incidents('", 503, "down").onMethod("GET").always());
        pass(Duration.ofHours(2), Duration.ofMinutes(10));
        assertThat(asked()).as("nobody can say whether it is still open").isEqualTo(1);
        assertThat(World.waiting(job, "watch")).isEqualTo(1);

        sandbox.clearFaults();
        sandbox.addFault(Fault.answer(SandboxSystem.INTEL_EXCHANGE, null, 503, "down").always());
        skippingUntil(Duration.ofMinutes(1), () -> asked() == 2 && sandbox.notes(incident).size() == 2);
        assertThat(note(1)).contains("CHANGED SINCE THE LAST NOTE");
        sandbox.clearFaults();
        skippingUntil(Duration.ofSeconds(20), () -> !published("indicator", "quiet-harbour-portal.com").isEmpty() && World.isIdle(job));
        pass(Duration.ofDays(3), Duration.ofHours(6));
        assertThat(published("indicator", "quiet-harbour-portal.com")).hasSize(1);
        assertThat(sandbox.notes(incident).stream().filter(note -> note.path("NotesBody").asText().contains("CHANGED SINCE"))).hasSize(1);
        assertThat(asked()).isEqualTo(2);
    }

    @Test
    void aRoundWithoutAnAnswerTakesNothingBack() throws Exception {
        noted(true);
        sandbox.addFault(Fault.answer(SandboxSystem.VIRUSTOTAL, null, 503, "down"));
        skippingUntil(Duration.ofMinutes(10), () -> asked() == 3);
        pass(Duration.ofHours(1), Duration.ofMinutes(30));
        assertThat(asked()).as("in vain, and then once more").isEqualTo(3);
        assertThat(sandbox.notes(incident)).as("what was never seen stays so while nobody can be asked").hasSize(1);
    }
}
