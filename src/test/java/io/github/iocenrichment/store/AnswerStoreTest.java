package io.github.iocenrichment.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnswerStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final IndicatorType URL = IndicatorType.URL;

    private static Answer found(String value, Instant at, String summary) {
        return new Answer("virustotal", URL, value, AnswerState.FOUND, null, null, at, at.minusSeconds(60), "https://example.org/gui", summary,
                Map.of("malicious", 17, "engines", List.of("A", "B")));
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void anAnswerIsFreshUntilItExpiresAndShownAfterwards(Databases database) {
        OneByOne answers = new OneByOne(database.store());
        String url = "http://evil.example/" + Databases.unique("x").repeat(500);
        Answer answer = found(url, NOW, "17 of 94");
        assertThat(answers.save(answer, NOW.plusSeconds(100))).isTrue();
        assertThat(answers.fresh("virustotal", URL, url, NOW.plusSeconds(99))).contains(answer);
        assertThat(answers.fresh("virustotal", URL, url, NOW.plusSeconds(100))).isEmpty();
        assertThat(answers.any("virustotal", URL, url)).contains(answer);
        assertThat(answers.fresh("abuseipdb", URL, url, NOW)).isEmpty();
        assertThat(answers.fresh("virustotal", URL, url + "?", NOW)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void onlyWhatASourceSaidIsKeptAndTheLatestStands(Databases database) {
        OneByOne answers = new OneByOne(database.store());
        String url = Databases.unique("http://");
        Answer late = found(url, NOW, "late");
        answers.save(late, NOW.plusSeconds(100));
        assertThat(answers.save(found(url, NOW.minusSeconds(5), "early"), NOW.plusSeconds(200))).isFalse();
        for (AnswerState state : List.of(AnswerState.FAILED, AnswerState.QUOTA, AnswerState.UNAUTHORISED, AnswerState.SKIPPED)) {
            assertThat(answers.save(Answer.without(state, "virustotal", URL, url, "no", NOW.plusSeconds(9)), NOW.plusSeconds(100))).isFalse();
        }
        assertThat(answers.any("virustotal", URL, url)).contains(late);
        Answer gone = Answer.without(AnswerState.NOT_FOUND, "virustotal", URL, url, "no record", NOW.plusSeconds(5));
        assertThat(answers.save(gone, NOW.plusSeconds(200))).isTrue();
        assertThat(answers.any("virustotal", URL, url)).contains(gone);
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void manyAreReadAtOnce(Databases database) {
        OneByOne answers = new OneByOne(database.store());
        String start = Databases.unique("http://");
        List<AnswerStore.Key> keys = new ArrayList<>();
        for (int i : IntStream.range(0, 450).toArray()) {
            keys.add(new AnswerStore.Key("virustotal", URL, start + i));
            if (i % 3 == 0) {
                answers.save(found(start + i, NOW, "n" + i), NOW.plusSeconds(i == 0 ? 0 : 100));
            }
        }
        keys.add(new AnswerStore.Key("abuseipdb", URL, start + 3));
        Map<AnswerStore.Key, AnswerStore.Kept> read = answers.kept(keys);
        assertThat(read).hasSize(150);
        assertThat(read.values()).filteredOn(kept -> kept.isFresh(NOW)).hasSize(149);
        assertThat(read.get(new AnswerStore.Key("virustotal", URL, start + 447)).answer().summary()).isEqualTo("n447");
        assertThat(answers.kept(List.of())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void oneAsksAtATime(Databases database) {
        OneByOne answers = new OneByOne(database.store());
        String url = Databases.unique("http://");
        assertThat(answers.claim("virustotal", URL, url, "R1", NOW.plusSeconds(60), NOW)).isTrue();
        assertThat(answers.claim("virustotal", URL, url, "R2", NOW.plusSeconds(60), NOW)).isFalse();
        assertThat(answers.claim("virustotal", URL, url, "R1", NOW.plusSeconds(90), NOW)).isTrue();
        assertThat(answers.claim("abuseipdb", URL, url, "R2", NOW.plusSeconds(60), NOW)).isTrue();
        answers.release("virustotal", URL, url, "R2");
        assertThat(answers.claim("virustotal", URL, url, "R2", NOW.plusSeconds(60), NOW.plusSeconds(89))).isFalse();
        assertThat(answers.claim("virustotal", URL, url, "R2", NOW.plusSeconds(180), NOW.plusSeconds(90))).isTrue();
        answers.release("virustotal", URL, url, "R1");
        assertThat(answers.claim("virustotal", URL, url, "R3", NOW.plusSeconds(180), NOW.plusSeconds(90))).isFalse();
        answers.release("virustotal", URL, url, "R2");
        assertThat(answers.claim("virustotal", URL, url, "R3", NOW.plusSeconds(180), NOW.plusSeconds(90))).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void ofManyThatClaimAtOnceOneSucceeds(Databases database) {
        OneByOne answers = new OneByOne(database.store());
        for (int round = 0; round < 20; round++) {
            String url = Databases.unique("http://");
            List<Boolean> outcomes = AtOnce.run(12, thread -> answers.claim("virustotal", URL, url, "R" + thread, NOW.plusSeconds(60), NOW));
            assertThat(outcomes).filteredOn(won -> won).hasSize(1);
            List<Boolean> later = AtOnce.run(12, thread -> answers.claim("virustotal", URL, url, "S" + thread, NOW.plusSeconds(300), NOW.plusSeconds(60)));
            assertThat(later).filteredOn(won -> won).hasSize(1);
        }
    }

    @Test
    void onlyClaimsOfItsOwnEarlierLifeAreDroppedAtStart() {
        StoreSettings first = Databases.POSTGRESQL.fresh("node-1");
        StoreSettings second = new StoreSettings(first.url(), first.username(), first.password(), "node-2");
        try (Store one = Store.open(first, Clock.systemUTC()); Store two = Store.open(second, Clock.systemUTC())) {
            new OneByOne(one).claim("virustotal", URL, "a", "R1", NOW.plusSeconds(60), NOW);
            new OneByOne(two).claim("virustotal", URL, "b", "R1", NOW.plusSeconds(60), NOW);
            try (Store again = Store.open(first, Clock.systemUTC())) {
                assertThat(new OneByOne(again).claim("virustotal", URL, "a", "R2", NOW.plusSeconds(60), NOW)).isTrue();
                assertThat(new OneByOne(again).claim("virustotal", URL, "b", "R2", NOW.plusSeconds(60), NOW)).isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void pruningForgetsExpiredAnswers(Databases database) {
        try (Store store = Store.open(database.fresh("n"), Clock.systemUTC())) {
            new OneByOne(store).save(found("a", NOW, "a"), NOW.plusSeconds(10));
            new OneByOne(store).save(found("b", NOW, "b"), NOW.plusSeconds(1000));
            store.prune(NOW.plusSeconds(100));
            assertThat(new OneByOne(store).any("virustotal", URL, "a")).isEmpty();
            assertThat(new OneByOne(store).any("virustotal", URL, "b")).isPresent();
        }
    }
}
