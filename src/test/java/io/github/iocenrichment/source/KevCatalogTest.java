package io.github.iocenrichment.source;

import static io.github.iocenrichment.source.Replies.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.http.HttpReply;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KevCatalogTest {
    private static final Duration DAY = Duration.ofDays(1);

    private static String catalog(int count, int entries) {
        return "{\"catalogVersion\": \"2026.11.20\", \"dateReleased\": \"2026-11-20T17:04:19.9796Z\", \"count\": " + count + ", \"vulnerabilities\": ["
                + IntStream.range(0, entries).mapToObj(i -> "{\"cveID\": \"CVE-2026-" + (41234 + i) + "\", \"dateAdded\": \"2026-11-03\","
                        + "\"dueDate\": \"2026-11-24\","
                        + "\"vulnerabilityName\": \"Example\", \"requiredAction\": \"Update.\", \"knownRansomwareCampaignUse\": \"Known\"}")
                        .collect(Collectors.joining(",")) + "]}";
    }

    private static KevCatalog loaded(int entries) {
        HttpReply reply = Replies.with(Replies.json(200, catalog(entries, entries)), "ETag: \"abc\" | Last-Modified: Fri, 20 Nov 2026 17:04:19 GMT");
        return KevCatalog.empty().update(reply, NOW).catalog();
    }

    @Test
    void aListedCveIsFoundWhateverItsCase() {
        Answer answer = loaded(10).answer("cve-2026-41234", DAY, NOW);
        assertThat(answer.state()).isEqualTo(AnswerState.FOUND);
        assertThat(answer.summary()).isEqualTo("known to be exploited, listed 2026-11-03, used in ransomware campaigns");
        assertThat(answer.observedAt()).isEqualTo("2026-11-03T00:00:00Z");
        assertThat(answer.facts()).containsEntry("knownExploited", true).containsEntry("kevDateAdded", "2026-11-03").containsEntry("kevRansomware", true);
        assertThat(loaded(10).answer("CVE-1999-0001", DAY, NOW).state()).isEqualTo(AnswerState.NOT_FOUND);
    }

    @Test
    void withoutAFreshCopyNothingIsSaid() {
        assertThat(KevCatalog.empty().answer("CVE-2026-41234", DAY, NOW).state()).isEqualTo(AnswerState.FAILED);
        Answer stale = loaded(10).answer("CVE-1999-0001", DAY, NOW.plus(Duration.ofHours(25)));
        assertThat(stale.state()).isEqualTo(AnswerState.FAILED);
        assertThat(stale.reason()).isEqualTo("KEV not checked: the copy of 2026-11-23 is too old");
    }

    @Test
    void unchangedKeepsTheCopyAndRenewsItsDate() {
        KevCatalog.Update update = loaded(10).update(Replies.empty(304), NOW.plus(DAY));
        assertThat(update.changed()).isFalse();
        assertThat(update.catalog().checkedAt()).isEqualTo(NOW.plus(DAY));
        assertThat(update.catalog().etag()).isEqualTo("\"abc\"");
        assertThat(update.catalog().lastModified()).isEqualTo("Fri, 20 Nov 2026 17:04:19 GMT");
        assertThat(KevCatalog.empty().update(Replies.empty(304), NOW).refused()).isNotNull();
    }

    @ParameterizedTest(name = "{0} says {1}, holds {2} -> refused: {3}")
    @CsvSource({"200, 100, 100, false", "200, 101, 101, false", "200, 95, 95, false", "200, 100, 99, true", "200, 50, 50, true", "200, 0, 0, true",
            "403, 100, 100, true", "503, 100, 100, true"})
    void aDoubtfulCopyNeverReplacesAGoodOne(int status, int count, int entries, boolean refused) {
        KevCatalog good = loaded(100);
        KevCatalog.Update update = good.update(Replies.json(status, catalog(count, entries)), NOW.plus(DAY));
        assertThat(update.refused() != null).isEqualTo(refused);
        assertThat(update.catalog() == good).isEqualTo(refused);
        assertThat(update.changed()).isEqualTo(!refused);
    }

    @Test
    void aPageOrACutListIsRefused() {
        KevCatalog good = loaded(100);
        assertThat(good.update(Replies.html(200), NOW).refused()).isEqualTo("CISA: a web page came in place of an answer");
        String whole = catalog(100, 100);
        assertThat(good.update(Replies.json(200, whole.substring(0, whole.length() / 2)), NOW).refused()).isEqualTo("CISA: the answer was cut short");
        assertThat(good.update(Replies.json(200, whole.substring(0, whole.length() / 2)), NOW).catalog()).isSameAs(good);
    }
}
