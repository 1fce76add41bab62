package io.github.iocenrichment.job;

import static io.github.iocenrichment.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.iocenrichment.publish.ApprovalDocument;
import io.github.iocenrichment.publish.PublicationPlan;
import io.github.iocenrichment.sandbox.Sandbox;
import io.github.iocenrichment.sandbox.SandboxAttachment;
import io.github.iocenrichment.sandbox.SandboxIncident;
import io.github.iocenrichment.sandbox.SandboxOptions;
import io.github.iocenrichment.store.IncidentStore;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The console in a real browser: what people do with it, by mouse and by keyboard, in both themes and on a phone, and what hostile text cannot do to it. */
class ConsoleBrowserTest {
    private static final String HOSTILE = "<script>window.owned=1</script><img src=x onerror=window.owned=1>";
    private static Sandbox sandbox;
    private static Job job;
    private static Browser browser;
    private static String store;
    private static String hostile;

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start(SandboxOptions.standard().withSampleIncidents(4).withSeed(4711));
        sandbox.knowledge().abuseIpDb(new ObjectMapper().createObjectNode().put("ipAddress", "185.220.101.7").put("isPublic", true).put("ipVersion", 4)
                .put("abuseConfidenceScore", 100).put("countryCode", "DE").put("usageType", HOSTILE).put("isp", HOSTILE).put("domain", HOSTILE)
                .put("totalReports", 90)
                .put("numDistinctUsers", 30));
        hostile = sandbox.addIncident(SandboxIncident.of("Beacon " + HOSTILE, "Seen: 185.220.101.7 and hxxp://bad.example/" + HOSTILE)
                .with(SandboxAttachment.of("a" + HOSTILE.replace("/", "") + ".txt", "text/plain", "185.220.101.7".getBytes(StandardCharsets.UTF_8)))
                .with(SandboxAttachment.of("b" + HOSTILE.replace("/", "") + ".pdf", "application/pdf", "%PDF-1.7 broken".getBytes(StandardCharsets.UTF_8))));
        store = "jdbc:h2:mem:" + UUID.randomUUID();
        job = Job.start(sandbox, Clock.systemUTC(), Map.of("store.url", store, "ivanti.note.format", "html", "store.evidence.keep", "30d"));
        browser = Browser.start(job.port());
        await().until(() -> World.allNoted(sandbox) && World.isIdle(job));
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (job != null) {
            job.close();
        }
        sandbox.close();
    }

    @AfterEach
    void asAtFirst() {
        browser.usual();
    }

    private static String numberOf(String recId) {
        return sandbox.incidents().stream().filter(incident -> incident.path("RecId").asText().equals(recId)).findFirst().orElseThrow().path("IncidentNumber")
                .asText();
    }

    /** A parked piece of work, which is done anew without an effect when it is released. */
    private static void park(String words) throws SQLException {
        try (Connection connection = DriverManager.getConnection(store + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH", "sa", "");
             PreparedStatement insert = connection.prepareStatement("""
                     insert into task (task_name, task_instance, execution_time, picked, consecutive_failures, version, created_at, parked_at, last_error)
                     values ('record', ?, current_timestamp, false, 3, 1, current_timestamp, current_timestamp, ?)""")) {
            insert.setString(1, hostile);
            insert.setString(2, words);
            insert.executeUpdate();
        }
    }

    /** Every publication as one about which nobody has decided, or about which it is too late to. */
    private static void approvals(ApprovalDocument.State state) {
        Instant now = Instant.now();
        IncidentStore incidents = job.store().incidents();
        sandbox.incidents().forEach(incident -> {
            String recId = incident.path("RecId").asText();
            incidents.load(recId, PublicationPlan.DOCUMENT, PublicationPlan.class).ifPresent(plan -> incidents.save(recId,
                    ApprovalDocument.DOCUMENT, new ApprovalDocument(plan.findings(), state, now, now.plusSeconds(3600), null, null, "AMBER", 3, 20), now));
        });
    }

    static Stream<Arguments> views() {
        return Stream.of(Arguments.of("now", "/"), Arguments.of("incident", "INCIDENT"), Arguments.of("raw", "RAW"), Arguments.of("search", "/search?q=beacon"),
                Arguments.of("work", "/work"), Arguments.of("sources", "/sources"), Arguments.of("trends", "/trends?range=24h"),
                Arguments.of("approvals", "/approvals"));
    }

    /** One load serves both themes and the phone: only colours depend on the theme, and only widths on the screen. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("views")
    void everyViewIsAccessibleInBothThemesAndFitsAPhone(String name, String path) throws Exception {
        if (name.equals("work")) {
            park("Incident.Category is a required field " + HOSTILE);
        }
        if (name.equals("approvals")) {
            approvals(ApprovalDocument.State.WAITING);
        }
        browser.open(path.startsWith("/") ? path : "/incidents/" + hostile);
        if (path.equals("RAW")) {
            browser.open(String.valueOf(browser.script("return document.querySelector('a[href*=\"/raw/\"]').getAttribute('href')")));
            assertThat(browser.text("main")).contains("Raw answer of AbuseIPDB", "<script>");
        }
        browser.screenshot(name + "-light");
        assertThat(browser.axe()).isEmpty();
        browser.theme("dark");
        browser.screenshot(name + "-dark");
        assertThat(browser.axe("color-contrast")).isEmpty();
        browser.phone();
        browser.screenshot("phone-" + name);
        assertThat((Boolean) browser.script("return document.documentElement.scrollWidth <= window.innerWidth")).isTrue();
        assertThat(browser.script("return window.owned")).isNull();
        assertThat(browser.problems()).isEmpty();
        if (name.equals("approvals")) {
            assertThat(browser.text("main")).contains("(sha256)", "Approve", "Refuse");
            approvals(ApprovalDocument.State.EXPIRED);
        }
        if (name.equals("work")) {
            browser.usual();
            order("Drop record of " + numberOf(hostile), "not needed");
            browser.waitFor("h1", "Dropped");
        }
    }

    @Test
    void anIncidentIsFoundAndOpenedByTheKeyboardAlone() {
        browser.open("/");
        browser.press("/");
        browser.press("185.220.101[.]7", Keys.ENTER);
        browser.waitFor("h1", "Search");
        assertThat(browser.texts("tbody th a")).containsExactly(numberOf(hostile));
        browser.tabTo(numberOf(hostile));
        browser.press(Keys.ENTER);
        browser.waitFor("h1", numberOf(hostile));
        assertThat(browser.text("h1")).contains("<script>");
        assertThat(String.valueOf(browser.script("return document.querySelector('main').textContent"))).contains("Timeline", "185.220.101[.]7", "AbuseIPDB",
                "Rules that fired", "Raw answer: ", "SHA-256", "TI enrichment INC", HOSTILE);
        assertThat(browser.count("svg .box")).isPositive();
    }

    @Test
    void workIsReleasedDroppedAndTakenBackEachWithItsReason() throws Exception {
        park("the record was refused");
        browser.open("/work");
        order("Drop record of " + numberOf(hostile), "a duplicate");
        browser.waitFor("h1", "Dropped");
        browser.open("/work");
        order("Take back the drop of " + numberOf(hostile), "it was none");
        browser.waitFor("h1", "Taken back");
        browser.open("/incidents/" + hostile);
        order("Release record", "category is set now");
        browser.waitFor("h1", "Released");
        browser.open("/");
        assertThat(browser.text("table[aria-labelledby=audit]")).contains("a duplicate", "it was none", "category is set now");
    }

    @Test
    void anIncidentIsDoneAgainAndAskedAboutAgain() {
        browser.open("/incidents/" + hostile);
        order("Ask what is unanswered", "the key works again");
        browser.waitFor("h1", "Ordered");
        browser.open("/incidents/" + hostile);
        order("Do this incident again", "the ticket has changed");
        browser.waitFor("h1", "Ordered");
        assertThat(browser.text("main")).contains("INC" + numberOf(hostile));
        browser.open("/");
        assertThat(browser.text("table[aria-labelledby=audit]")).contains("the key works again", "the ticket has changed");
    }

    @Test
    void whatHappensIsShownWithoutLoadingThePageAnew() {
        browser.open("/");
        browser.waitFor("#live-state", "live");
        browser.script("window.sameDocument = true");
        String number = numberOf(sandbox.addIncident(SandboxIncident.of("New while the page is open", "198.51.100.9")));
        browser.waitFor("table[aria-labelledby=incidents]", number);
        assertThat(browser.script("return window.sameDocument")).isEqualTo(true);
    }

    @Test
    void aForeignHostAndAnotherSitesFormAreRefused() {
        browser.openAt("evil.example", "/");
        assertThat(browser.text("body")).contains("This host name is not answered here");
        browser.postFromElsewhere("/orders", Map.of("action", "drop", "id", "record|" + hostile, "token", "0"));
        assertThat(browser.text("body")).contains("Not done", "another site");
    }

    /** Writes the reason into the form of a button and presses it. */
    private static void order(String button, String reason) {
        By field = By.xpath("//form[button[normalize-space()='" + button + "']]/input[@name='reason']");
        // a live update may put the form there anew, until something is written into it
        await().ignoreExceptions().until(() -> {
            browser.openDetailsAround(button);
            browser.find(field).clear();
            browser.find(field).sendKeys(reason);
            return reason.equals(browser.find(field).getDomProperty("value"));
        });
        browser.find(By.xpath("//button[normalize-space()='" + button + "']")).click();
    }
}
