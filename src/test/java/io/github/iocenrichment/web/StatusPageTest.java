package io.github.iocenrichment.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The page shows what is where, and no untrusted text does more than be read. */
class StatusPageTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:30:00.123Z");
    private static final StatusView.Poll POLLED = new StatusView.Poll(NOW, false);
    private static final ReleaseForm FORM = new ReleaseForm("s3cret\"token");
    private final StatusPage page = new StatusPage(new Pages(Map.of()));

    @Test
    void showsEverythingThatAnOperatorAsksFor() {
        Document html = Jsoup.parse(page.render(view("Strange mail", "HTTP 500 from Ivanti"), FORM));

        assertThat(html.title()).isEqualTo("Now (1 parked) – ioc-enrichment");
        assertThat(html.select("table[aria-labelledby=stages] tbody tr").eachText()).containsExactly("collect 1 2 40 0 2026-11-23 09:29:00 UTC",
                "enrich 0 0 39 1");
        assertThat(html.select("table[aria-labelledby=sources] tbody tr").eachText()).containsExactly(
                "VirusTotal not asked after failures (breaker open) minute: 4 of 4 used, none left before 2026-11-23 09:31:00 UTC read timed out 2026-11-23"
                + " 09:30:00 UTC",
                "AbuseIPDB not asked: no key none none",
                "Intel Exchange in use our key may make 100 calls a minute; all keys together 3,000,000 calls a month none");
        assertThat(html.select("table[aria-labelledby=incidents] tbody tr").eachText()).containsExactly(
                "48213 Strange mail 1 malicious collect done, enrich parked: see above pending 48250 2026-11-23 09:30:00 UTC");
        assertThat(html.select("table[aria-labelledby=incidents] a").attr("href")).isEqualTo("/incidents/FF49");
        assertThat(html.select("form[method=post][action=/orders] input[name=token]").val()).isEqualTo(FORM.token());
        assertThat(html.select("form button[value=release]")).hasSize(1);
        assertThat(html.select("form button[value=drop]")).isEmpty();
        assertThat(html.select("img, iframe, style, [onclick], [style]")).isEmpty();
        assertThat(html.select("script").eachText()).isEmpty();
        assertThat(html.select("script, link").stream().map(one -> one.hasAttr("src") ? one.attr("src") : one.attr("href")))
                .allMatch(address -> address.startsWith("/assets/"));
    }

    @Test
    void hostileTextIsOnlyText() {
        String hostile = "<script>alert(1)</script>\u202Egnp.exe \"onmouseover=x ${7*7} <#include \"/etc/passwd\"> "
                + "https://login.evil.example/a\r\n=cmd|' /C calc'!A0";
        StatusView view = view(hostile, hostile);

        String text = page.render(view, FORM);
        Document html = Jsoup.parse(text);

        assertThat(html.select("script:not([src^=/assets/])")).isEmpty();
        assertThat(html.select("[onmouseover]")).isEmpty();
        assertThat(text).doesNotContain("\u202E").doesNotContain("https://login.evil").contains("${7*7}").contains("hxxps://login[.]evil[.]example/a");
        assertThat(page.json(view)).doesNotContain("https://login.evil").doesNotContain("\u202E");
        assertThat(Jsoup.parse(page.result(hostile, hostile)).select("script:not([src^=/assets/])")).isEmpty();
    }

    @Test
    void aLinkThatIsNoWebAddressIsNotWritten() {
        StatusView.Incident incident = new StatusView.Incident("1", "A", "s", "javascript:alert(1)", NOW, List.of(), null, null, "2", "data:text/html,x");
        StatusView view = new StatusView("1", "n", false, NOW, null, POLLED, List.of(), List.of(incident), List.of(), List.of(), List.of());

        assertThat(page.render(view, FORM)).doesNotContain("javascript:").doesNotContain("data:text").contains("real systems");
    }

    @Test
    void whatMayBeDroppedHasAButtonForItAndFailuresComeFirst() {
        StatusView.Parked object = new StatusView.Parked("object|indicator--1", "publish", "48213", null, 1, null, null, true);
        StatusView view = new StatusView("1", "n", false, NOW, "templates/note-plain.ftl line 2: broken", POLLED, List.of(), List.of(), List.of(),
                List.of(object), List.of());
        Document html = Jsoup.parse(page.render(view, FORM));

        assertThat(html.select("form[method=post] button").eachAttr("value")).containsExactly("release", "drop");
        assertThat(html.select(".notices li").eachText()).containsExactly("act templates/note-plain.ftl line 2: broken.",
                "act Work of 1 incident is parked at the stage publish. Fix what the error names, then release or drop.");
        assertThat(html.select("table[aria-labelledby=parked] td.bad").text()).isEqualTo("not recorded");
    }

    @Test
    void whatTheLoopGuardDecidedIsShownAndADoubtfulMarkIsAWarning() {
        StatusView view = new StatusView("1", "n", false, NOW, null, POLLED, List.of(), List.of(), List.of(), List.of(), List.of(
                new StatusView.Marked("48214", null, true, 2, "it is our own record of INC48213", NOW),
                new StatusView.Marked("48220", null, false, 0, "its subject holds only a part of a record's mark", NOW.minusSeconds(60)),
                new StatusView.Marked("48100", null, false, 0, "old", NOW.minusSeconds(100_000))), List.of(), List.of(), List.of());
        Document html = Jsoup.parse(page.render(view, FORM));

        assertThat(html.select(".notices .words").text()).isEqualTo("Subjects that carry the mark of a record incident which is not ours: 48220, 1 incident.");
        assertThat(html.select("table[aria-labelledby=marked] tbody tr").eachText()).startsWith(
                "48214 left out it is our own record of INC48213 2 2026-11-23 09:30:00 UTC",
                "48220 enriched its subject holds only a part of a record's mark none 2026-11-23 09:29:00 UTC");
    }

    @Test
    void publicationsThatWaitAreSomebodysToDecide() {
        StatusView view = new StatusView("1", "n", false, NOW, null, POLLED, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                List.of(), new StatusView.Approvals(2, NOW.minusSeconds(60)));
        Document html = Jsoup.parse(page.render(view, FORM));

        assertThat(html.select(".notices li.bad").text()).isEqualTo("act 2 publications wait for approval since 2026-11-23 09:29:00 UTC."
                + " Approve or refuse them; without a decision they are refused after publish.approval.timeout.");
        assertThat(html.select(".notices li.bad a").attr("href")).isEqualTo("/approvals");
    }

    static Stream<Arguments> headlines() {
        StatusView.Source spent = new StatusView.Source("virustotal", "VirusTotal", true, "closed",
                List.of(new StatusView.Quota("minute", 4, 4, NOW.plusSeconds(60)), new StatusView.Quota("day", 500, 500, NOW.plusSeconds(3600))), null, null,
                null);
        StatusView.Source closed = new StatusView.Source("abuseipdb", "AbuseIPDB", true, "closed", List.of(), NOW.plusSeconds(60), null, null);
        StatusView.Source failing = new StatusView.Source("hybrid-analysis", "Hybrid Analysis", true, "open", List.of(), null, "HTTP 500", NOW);
        StatusView.Source keyless = new StatusView.Source("nvd", "NVD", false, "open", List.of(), NOW.plusSeconds(60), null, null);
        return Stream.of(Arguments.of("a key that is missing is no failure", POLLED, null, keyless,
                "All is well: nothing waits for you, every source that has a key is asked."),
                Arguments.of("a quota that is used up", POLLED, null, spent,
                        "VirusTotal has no budget before 2026-11-23 10:30:00 UTC. What waits for it is asked then, and a further note follows; a larger quota is set as"
                        + " virustotal.quota.*."),
                Arguments.of("a vendor that accepts no call", POLLED, null, closed,
                        "AbuseIPDB has no budget before 2026-11-23 09:31:00 UTC. What waits for it is asked then, and a further note follows; a larger quota is set as"
                        + " abuseipdb.quota.*."),
                Arguments.of("an open breaker", POLLED, null, failing,
                        "Hybrid Analysis is not asked after failures. It is tried again by itself, and notes say what could not be asked."),
                Arguments.of("a system that was written to in vain a minute ago", POLLED, null, failed(60),
                        "Intel Exchange failed last at 2026-11-23 09:29:00 UTC. What that holds up is tried again by itself."),
                Arguments.of("one that was an hour ago", POLLED, null, failed(3600),
                "All is well: nothing waits for you, every source that has a key is asked."),
                Arguments.of("a poll that is late", new StatusView.Poll(NOW.minusSeconds(3600), true), null, keyless,
                        "New incidents are not taken in: no poll has gone through since 2026-11-23 08:30:00 UTC. Look at Ivanti and its key with the command check; the"
                        + " next poll that goes through asks for all of them."),
                Arguments.of("no poll at all", new StatusView.Poll(null, true), null, keyless,
                        "New incidents are not taken in: no poll has gone through since the start. Look at Ivanti and its key with the command check; the next poll that"
                        + " goes through asks for all of them."),
                Arguments.of("work that nobody begins", POLLED, NOW.minusSeconds(900), keyless,
                        "Work of the stage collect is due and has not been begun since 2026-11-23 09:15:00 UTC, 1 incident. All workers of the stage are busy, or none runs:"
                        + " see the log."));
    }

    static Stream<Arguments> troubledSystems() {
        List<StatusView.Quota> spent = List.of(new StatusView.Quota("day", 500, 500, NOW.plusSeconds(3600)));
        StatusView.Health good = StatusView.Health.GOOD;
        return Stream.of("ivanti", "intelx", "virustotal", "abuseipdb", "hybrid-analysis", "nvd", "epss", "kev", "urlscan").flatMap(name -> Stream.of(
                Arguments.of(name, "refuses the key", "bad", new StatusView.Source(name, name, true, "closed", List.of(), null, "key refused",
                NOW.minusSeconds(9000),
                        new StatusView.Health(NOW.minusSeconds(9000), null, "set " + name + ".api-key", 3))),
                Arguments.of(name, "refuses the key and has no breaker", "bad", new StatusView.Source(name, name, true, null, List.of(), null, null, null,
                        new StatusView.Health(NOW.minusSeconds(9000), NOW.minusSeconds(9000), "set " + name + ".api-key", 3))),
                Arguments.of(name, "has no quota left", "warn", new StatusView.Source(name, name, true, "closed", spent, null, null, null, good)),
                Arguments.of(name, "accepts no call", "warn", new StatusView.Source(name, name, true, null, List.of(), NOW.plusSeconds(60), null, null, good)),
                Arguments.of(name, "fails, its breaker still closed", "warn", new StatusView.Source(name, name, true, "closed", List.of(), null, "HTTP 500",
                        NOW.minusSeconds(9000), new StatusView.Health(null, NOW.minusSeconds(9000), null, 0))),
                Arguments.of(name, "fails without a word or a breaker", "warn", new StatusView.Source(name, name, true, null, List.of(), null, null, null,
                        new StatusView.Health(null, NOW.minusSeconds(9000), null, 0))),
                Arguments.of(name, "is not asked while its breaker is open", "warn",
                new StatusView.Source(name, name, true, "open", List.of(), null, null, null, good)),
                Arguments.of(name, "is being tried by its breaker", "warn",
                new StatusView.Source(name, name, true, "half-open", List.of(), null, null, null, good))));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("troubledSystems")
    void allIsNotWellWhileASystemFails(String name, String what, String level, StatusView.Source source) {
        StatusView view = new StatusView("1", "n", false, NOW, null, POLLED, List.of(), List.of(), List.of(source), List.of(), List.of());
        Document html = Jsoup.parse(page.render(view, FORM));

        assertThat(html.text()).doesNotContain("All is well");
        assertThat(html.select(".notices li")).singleElement().satisfies(notice -> {
            assertThat(notice.className()).isEqualTo(level);
            assertThat(notice.select(".words").text()).startsWith(name);
        });
        if (level.equals("bad")) {
            assertThat(html.select(".notices li").text())
                    .isEqualTo("act " + name + " refuses our key since 2026-11-23 07:00:00 UTC, 3 incidents. Set " + name + ".api-key.");
        }
    }

    private static StatusView.Source failed(int secondsAgo) {
        return new StatusView.Source("intelx", "Intel Exchange", true, null, List.of(), null, "HTTP 503", NOW.minusSeconds(secondsAgo));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("headlines")
    void theHeadSaysWhetherSomebodyHasToDoSomething(String what, StatusView.Poll poll, Instant overdue, StatusView.Source source, String head) {
        StatusView view = new StatusView("1", "n", false, NOW, null, poll, List.of(new StatusView.Stage("collect", 1, 0, 0, 0, overdue, overdue)), List.of(),
                List.of(source), List.of(), List.of());

        assertThat(Jsoup.parse(page.render(view, FORM)).select(".notices .words, .notices .todo").eachText())
                .isEqualTo(List.of(head.split("(?<=\\.) (?=[A-Z])")));
    }

    @ParameterizedTest
    @CsvSource({"2026-11-23T09:29:30Z, false", "2026-11-23T09:24:00Z, true"})
    void aPollIsLateByItsOwnSchedule(Instant last, boolean late) {
        assertThat(new PollSchedule("0/30 * * * * ?").isLate(last, NOW)).isEqualTo(late);
        assertThat(new PollSchedule("0 0 3 * * ?").isLate(last, NOW)).isFalse();
    }

    @Test
    void allNodesAreShownAndASilentOneIsAWarning() {
        StatusView view = new StatusView("1", "node-a", false, NOW, null, POLLED, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                List.of(
                new StatusView.Node("node-a", "0.2.0", NOW.minusSeconds(3600), NOW, NOW, false),
                new StatusView.Node("<b>node-b", "0.2.0", NOW.minusSeconds(7200), NOW.minusSeconds(600), null, true)));
        Document html = Jsoup.parse(page.render(view, FORM));

        assertThat(html.select("table[aria-labelledby=nodes] tbody tr").eachText()).containsExactly(
                "node-a at work 0.2.0 2026-11-23 08:30:00 UTC 2026-11-23 09:30:00 UTC",
                "<b>node-b silent since 2026-11-23 09:20:00 UTC 0.2.0 2026-11-23 07:30:00 UTC none yet");
        assertThat(html.select(".notices li").text()).isEqualTo("passes Node <b>node-b does not report itself since 2026-11-23 09:20:00 UTC."
                + " The others take its work over; start it again, or it is forgotten after a day.");
    }

    @Test
    void loadsItselfAnewOnlyWhenAskedTo() {
        StatusView view = view("s", "e");

        assertThat(page.render(view, FORM)).doesNotContain("http-equiv");
        assertThat(page.render(view, FORM, 15, Map.of())).contains("<meta http-equiv=\"refresh\" content=\"15\">").contains("stop reloading");
    }

    @Test
    void sameFiguresAsJson() throws Exception {
        JsonNode json = new ObjectMapper().readTree(page.json(view("Strange mail", "boom")));

        assertThat(json.at("/parked/0/lastError").asText()).isEqualTo("boom");
        assertThat(json.at("/sources/0/quotas/0/left").asInt()).isZero();
        assertThat(json.at("/at").asText()).isEqualTo("2026-11-23T09:30:00Z");
        assertThat(json.toString()).doesNotContain(FORM.token());
    }

    private static StatusView view(String subject, String error) {
        return new StatusView("0.1.0", "node-a", true, NOW, null, POLLED,
                List.of(new StatusView.Stage("collect", 1, 2, 40, 0, null, NOW.minusSeconds(60)), new StatusView.Stage("enrich", 0, 0, 39, 1, null, null)),
                List.of(new StatusView.Incident("48213", "FF49", subject, "https://ivanti.example/48213", NOW,
                        List.of(new StatusView.Step("collect", "done", null), new StatusView.Step("enrich", "parked", "see above")), "1 malicious", "pending",
                        "48250", null)),
                List.of(new StatusView.Source("virustotal", "VirusTotal", true, "open", List.of(new StatusView.Quota("minute", 4, 4, NOW.plusSeconds(60))),
                null,
                                "read timed out", NOW),
                        new StatusView.Source("abuseipdb", "AbuseIPDB", false, null, List.of(), null, null, null),
                        new StatusView.Source("intelx", "Intel Exchange", true, null, List.of(), null, null, null, new StatusView.Health(null, null, null, 0),
                                "our key may make 100 calls a minute; all keys together 3,000,000 calls a month")),
                List.of(new StatusView.Parked("enrich|FF49", "enrich", "48213", null, 8, NOW, error, false)), List.of());
    }
}
