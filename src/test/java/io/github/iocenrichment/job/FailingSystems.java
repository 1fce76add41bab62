package io.github.iocenrichment.job;

import static io.github.iocenrichment.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.MovableClock;
import io.github.iocenrichment.sandbox.Sandbox;
import io.github.iocenrichment.sandbox.SandboxAttachment;
import io.github.iocenrichment.sandbox.SandboxIncident;
import io.github.iocenrichment.sandbox.SandboxOptions;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The product and outside systems that fail. The waiting times are the shipped ones; the clock is put forward while nobody works. */
final class FailingSystems implements BeforeEachCallback, AfterEachCallback {
    static final String HTML = "<!DOCTYPE html><html><head><title>Service unavailable</title></head><body>Try again.</body></html>";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private MovableClock clock;
    private Sandbox sandbox;
    private Job job;

    @Override
    public void beforeEach(ExtensionContext test) {
        clock = MovableClock.running();
        sandbox = Sandbox.start(SandboxOptions.standard().withClock(clock).withSampleIncidents(false));
    }

    @Override
    public void afterEach(ExtensionContext test) throws Exception {
        if (job != null) {
            job.close();
            job = null;
        }
        sandbox.close();
    }

    Clock clock() {
        return clock;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    Job job() {
        return job;
    }

    void work() throws Exception {
        work(Map.of());
    }

    /** @param more settings above the usual ones */
    void work(Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of("ivanti.poll.cron", "0/1 * * * * ?", "abuseipdb.timeout", "2s", "virustotal.timeout", "2s",
                "hybrid-analysis.timeout", "2s", "ivanti.timeout.read", "3s", "ivanti.timeout.write", "3s", "intelx.timeout", "3s"));
        settings.putAll(more);
        job = Job.start(sandbox, clock, settings);
    }

    /** The sample phishing ingredients, enough for one question to each vendor and for a publication with indicators. */
    String addIncident() {
        int number = NUMBER.incrementAndGet();
        return sandbox.addIncident(SandboxIncident.of("Beacon " + number, "Traffic to 93.115.28.40 after https://login-portal-verify.com/verify was opened.")
                .withField("Service", "Security Operations").withField("Category", "Malware")
                .with(SandboxAttachment.of("dropper.txt", "text/plain",
                        "6b6fb53e76a254cd9e09454a7113fd985547cfc1c3f1bd8fe8db8464f060c426\n".getBytes(StandardCharsets.UTF_8))));
    }

    void awaitSkipping(Callable<Boolean> condition) {
        awaitSkipping(Duration.ofMillis(2_500), condition);
    }

    /** @param step how far the clock is put forward each time that nobody works */
    void awaitSkipping(Duration step, Callable<Boolean> condition) {
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(30)).until(() -> {
            if (condition.call()) {
                return true;
            }
            if (World.isWaitingForTime(job)) {
                clock.advance(step);
            }
            return false;
        });
    }

    List<String> notes(String recId) {
        return sandbox.notes(recId).stream().map(note -> note.path("NotesBody").asText()).toList();
    }

    void assertOnce(String incident) {
        assertThat(notes(incident)).as("notes").hasSize(1);
        assertThat(sandbox.recordIncidents()).as("records").hasSize(1);
        assertThat(sandbox.ingestPosts()).as("publications").hasSize(1);
        assertThat(sandbox.violations()).isEmpty();
    }
}
