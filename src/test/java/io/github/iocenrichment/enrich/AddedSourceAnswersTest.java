package io.github.iocenrichment.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iocenrichment.Patience;
import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.privacy.UrlPrivacy;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.settings.SettingsInput;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.stage.IncidentLog;
import io.github.iocenrichment.stage.LastErrors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a route without a reader in Java may say of an answer, and what becomes of it: analyses that take their time, answers kept as the source wants. */
class AddedSourceAnswersTest extends AskingVirusTotal {
    private static final Indicator URL = Indicator.of(IndicatorType.URL, "https://login.example/v");

    private LookUps vendor;
    private Answers answers;
    private EnrichmentWork enrichment;

    @BeforeEach
    void begin() {
        restarted();
        enrichment = enrich(Duration.ofMinutes(2)).begin(incident(List.of(URL)));
    }

    /** The next process on the same store. */
    private void restarted() {
        Map<String, String> given = new HashMap<>(MANDATORY);
        given.put("vendor.base-url", "https://vendor.example/v1");
        given.put("vendor.api-key", "key-of-vendor");
        given.put("vendor.cache.ttl", "1h");
        Settings own = Settings.load(new SettingsInput(null, null, Map.of(), new Properties(), given, Set.of("vendor.base-url")));
        vendor = new LookUps(store.answers(), store.quotas(), new Sources(own),
                new LookUps.Policy(Duration.ofHours(24), Duration.ofHours(6), Duration.ofMinutes(10), UrlPrivacy.builtIn(),
                KnownValues.nothing()),
                new IncidentLog(store.incidents()), new LastErrors(clock), clock);
        answers = new Answers(vendor, clock);
    }

    private LookUp asked() {
        return vendor.begin("vendor", URL, enrichment);
    }

    @Test
    void anAnalysisComesBackWithItsTokenAfterARestartToo() {
        LookUp first = asked();
        assertThat(first.getToken()).isNull();
        answers.pending(first, "submitted", "job-7", "30s");
        Answer pending = vendor.settle(first, enrichment);
        assertThat(pending.state()).isEqualTo(AnswerState.PENDING);
        assertThat(pending.askAgainAt()).isEqualTo(clock.instant().plusSeconds(30));
        assertThat(asked().isToAsk()).as("before its time").isFalse();

        clock.set(clock.instant().plusSeconds(31));
        restarted();
        LookUp second = asked();
        assertThat(second.isToAsk()).isTrue();
        assertThat(second.getToken()).isEqualTo("job-7");
        answers.found(second, Map.of("verdict", "malicious", "score", 96, "families", List.of("Mozi"), "tags", "elf", "nobody", "cares"));
        Answer found = vendor.settle(second, enrichment);
        assertThat(found.summary()).isEqualTo("malicious, score 96; family Mozi; tags elf");
        assertThat(found.facts()).containsEntry("verdict", "malicious").containsEntry("score", 96L).containsEntry("families", List.of("Mozi"))
                .containsEntry("tags", List.of("elf")).doesNotContainKey("nobody");
    }

    @Test
    void anAnalysisWithoutEndIsGivenUp() {
        for (int poll = 0; poll < 20; poll++) {
            LookUp lookUp = asked();
            assertThat(lookUp.isToAsk()).isTrue();
            answers.pending(lookUp, "running", "job-8", "5s");
            vendor.settle(lookUp, enrichment);
            clock.set(clock.instant().plusSeconds(6));
        }
        LookUp last = asked();
        answers.pending(last, "running", "job-8", "5s");
        Answer given = vendor.settle(last, enrichment);
        assertThat(given.askAgainAt()).isNull();
        assertThat(given.reason()).isEqualTo("its analysis takes long");
    }

    @ParameterizedTest
    @CsvSource({"1s,5", "30s,30", "9h,21600"})
    void theWaitIsBounded(String after, long seconds) {
        LookUp lookUp = asked();
        answers.pending(lookUp, null, "job-9", after);
        assertThat(vendor.settle(lookUp, enrichment).askAgainAt()).isEqualTo(clock.instant().plusSeconds(seconds));
    }

    @Test
    void withoutATokenOrAPeriodTheRouteIsWrong() {
        LookUp lookUp = asked();
        assertThatThrownBy(() -> answers.pending(lookUp, null, " ", "30s")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("no token");
        assertThatThrownBy(() -> answers.pending(lookUp, null, "job", "soon")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void answersAreKeptAsTheSourceWants() {
        LookUp lookUp = asked();
        answers.found(lookUp, Map.of("text", "seen"));
        vendor.settle(lookUp, enrichment);
        clock.set(clock.instant().plus(Duration.ofMinutes(59)));
        assertThat(another().isToAsk()).isFalse();
        clock.set(clock.instant().plus(Duration.ofMinutes(2)));
        assertThat(another().isToAsk()).isTrue();
    }

    private LookUp another() {
        return vendor.begin("vendor", URL, enrich(Duration.ofMinutes(2)).begin(incident(List.of(URL))));
    }

    private LookUp about(IndicatorType type, String value) {
        return vendor.begin("vendor", Indicator.of(type, value), enrich(Duration.ofMinutes(2)).begin(incident(List.of(Indicator.of(type, value)))));
    }

    private static HttpReply reply(int status, String body) {
        return new HttpReply(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    /** What the list says of a value. */
    private Answer byList(AddedLists lists, IndicatorType type, String value) {
        LookUp lookUp = about(type, value);
        lists.answer(lookUp, Map.of("verdict", "malicious"));
        return lookUp.reading().answer();
    }

    @Test
    void aListIsFetchedOnceAnHourAndAskedWithoutACall() {
        AddedLists lists = new AddedLists(vendor, new IncidentLog(store.incidents()), clock);
        assertThat(byList(lists, IndicatorType.IPV4, "198.51.100.3").reason()).isEqualTo("the list of vendor is not there");
        assertThat(lists.isDue("vendor", "1h")).isTrue();
        lists.take(about(IndicatorType.IPV4, "198.51.100.4"), reply(200, "# addresses\n198.51.100.0/24 ; since May\n"));
        assertThat(lists.isDue("vendor", "1h")).isFalse();
        Answer listed = byList(lists, IndicatorType.IPV4, "198.51.100.3");
        assertThat(listed.summary()).isEqualTo("on the list by its entry 198.51.100.0/24");
        assertThat(listed.observedAt()).isEqualTo(clock.instant());
        assertThat(byList(lists, IndicatorType.IPV4, "203.0.113.3").state()).isEqualTo(AnswerState.NOT_FOUND);

        clock.set(clock.instant().plus(Duration.ofHours(1)));
        assertThat(lists.isDue("vendor", "1h")).isTrue();
        assertThat(lists.isDue("vendor", "1h")).as("one question fetches, the others go by the copy").isFalse();
        for (HttpReply broken : List.of(reply(503, "down"), reply(200, "<html>edge</html>"), reply(200, "# nothing\n"))) {
            lists.take(about(IndicatorType.IPV4, "198.51.100.5"), broken);
            assertThat(byList(lists, IndicatorType.IPV4, "198.51.100.6").state()).isEqualTo(AnswerState.FOUND);
        }
        clock.set(clock.instant().plus(Duration.ofDays(3)));
        assertThat(byList(lists, IndicatorType.IPV4, "203.0.113.4").state()).as("too old to say that it is not listed").isEqualTo(AnswerState.FAILED);
        assertThatThrownBy(() -> lists.take(about(IndicatorType.IPV4, "203.0.113.5"), reply(200, "<html>edge</html>")))
                .isInstanceOf(SourceOutageException.class).hasMessageContaining("a web page came");
    }

    @Test
    void whoeverAsksWhileTheFirstCopyIsFetchedWaitsForIt() throws Exception {
        AddedLists lists = new AddedLists(vendor, new IncidentLog(store.incidents()), clock);
        assertThat(lists.isDue("vendor", "1h")).isTrue();
        CompletableFuture<AnswerState> other = CompletableFuture.supplyAsync(() -> {
            assertThat(lists.isDue("vendor", "1h")).isFalse();
            return byList(lists, IndicatorType.IPV4, "198.51.100.3").state();
        });

        lists.take(about(IndicatorType.IPV4, "198.51.100.4"), reply(200, "198.51.100.3\n"));

        assertThat(other.get(Patience.SECONDS, TimeUnit.SECONDS)).isEqualTo(AnswerState.FOUND);
    }

    @Test
    void aFirstCopyThatDoesNotComeIsAskedForOnceAMinute() {
        AddedLists lists = new AddedLists(vendor, new IncidentLog(store.incidents()), clock);
        assertThat(lists.isDue("vendor", "1h")).isTrue();
        assertThatThrownBy(() -> lists.take(about(IndicatorType.IPV4, "203.0.113.5"), reply(200, "<html>edge</html>")))
                .isInstanceOf(SourceOutageException.class);

        assertThat(lists.isDue("vendor", "1h")).isFalse();
        assertThat(byList(lists, IndicatorType.IPV4, "198.51.100.3").reason()).isEqualTo("the list of vendor is not there");
        clock.set(clock.instant().plus(Duration.ofMinutes(1)));
        assertThat(lists.isDue("vendor", "1h")).isTrue();
    }

    @Test
    void aListMayBeAFileThatIsReadAnewWhenItChanges(@TempDir Path folder) throws IOException {
        AddedLists lists = new AddedLists(vendor, new IncidentLog(store.incidents()), clock);
        Path file = folder.resolve("blocklist.txt");
        LookUp missing = about(IndicatorType.DOMAIN, "a.evil.example");
        lists.read(missing, file.toString());
        assertThat(missing.reading().answer().state()).isEqualTo(AnswerState.FAILED);
        assertThat(missing.reading().answer().reason()).startsWith("the list " + file + " cannot be read: ").contains("NoSuchFile");

        Files.writeString(file, "*.evil[.]example\n");
        lists.read(about(IndicatorType.DOMAIN, "b.evil.example"), file.toString());
        assertThat(byList(lists, IndicatorType.DOMAIN, "c.evil.example").state()).isEqualTo(AnswerState.FOUND);
        Files.writeString(file, "other.example\n");
        Files.setLastModifiedTime(file, FileTime.from(START.plusSeconds(60)));
        lists.read(about(IndicatorType.DOMAIN, "d.evil.example"), file.toString());
        assertThat(byList(lists, IndicatorType.DOMAIN, "e.evil.example").state()).isEqualTo(AnswerState.NOT_FOUND);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hxxps://Evil[.]example/a/ | URL    | https://evil.example/a  | true
            https://evil.example/a    | URL    | https://evil.example/ab | false
            0.0.0.0 evil.example      | DOMAIN | evil.example            | true
            evil.example              | DOMAIN | sub.evil.example        | false
            .evil.example             | DOMAIN | sub.evil.example        | true
            "2001:db8::/32","x"       | IPV6   | 2001:db8::7             | true
            44D88612FEA8A8F36DE82E1278ABB02F,eicar | MD5 | 44d88612fea8a8f36de82e1278abb02f | true
            // evil.example           | DOMAIN | evil.example            | false
            """)
    void theFirstFieldOfALineIsTheValue(String line, IndicatorType type, String value, boolean listed) {
        assertThat(ListedValues.of("unrelated.example\n" + line).find(type, value).isPresent()).isEqualTo(listed);
    }

    @Test
    void aValueIsFitForEveryPlaceInAQuestion() {
        LookUp lookUp = vendor.begin("vendor", Indicator.of(IndicatorType.URL, "https://login.example/a\"b\\c d?x=1&y"), enrichment);
        assertThat(lookUp.getEncoded()).doesNotContain("\"", " ", "&", "\\", "?");
        assertThat(lookUp.getJson()).startsWith("\"").endsWith("\"").contains("\\\"b\\\\c");
        assertThat(lookUp.getQuoted()).startsWith("%22").endsWith("%22").contains("%5C%22b%5C%5Cc");
    }

    @Test
    void theEntryAboutTheValueIsTheOneThatNamesIt() {
        LookUp lookUp = vendor.begin("vendor", Indicator.of(IndicatorType.IPV4, "198.51.100.3"), enrichment);
        List<Object> entries = Arrays.asList(null, "198.51.100.3", Map.of("ioc", "198.51.100.30:80"), Map.of("ioc", "198.51.100.3.evil.example"),
                Map.of("ioc", "198.51.100.3:443", "id", 1), Map.of("ioc", "198.51.100.3", "id", 2));
        assertThat(answers.entryAbout(lookUp, entries, "ioc").get("id")).isEqualTo(1);
        assertThat(answers.entryAbout(lookUp, entries.subList(0, 4), "ioc")).isNull();
        assertThat(answers.entryAbout(lookUp, "no list", "ioc")).isNull();
    }
}
