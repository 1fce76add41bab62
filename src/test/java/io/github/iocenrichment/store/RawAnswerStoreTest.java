package io.github.iocenrichment.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.indicator.IndicatorType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RawAnswerStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00.123456789Z");

    private static RawAnswer raw(String answer, int part, Instant at, String body, String kept) {
        return RawAnswer.of(answer, part, at, 200, body.getBytes(StandardCharsets.UTF_8), kept);
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void whatWasKeptIsShownAYearLaterAndForgottenAfterItsTime(Databases database) {
        Store store = database.store();
        AnswerStore.Key key = new AnswerStore.Key("virustotal", IndicatorType.URL, "https://evil.example/" + Databases.unique("x"));
        String id = RawAnswer.id(key, NOW);
        String later = RawAnswer.id(key, NOW.plusSeconds(1));
        String body = "{\"data\":\"Überlauf \u0000 " + "x".repeat(100_000) + "\"}";
        Runnable save = () -> store.answers().inOne(set -> {
            set.saveRaw(List.of(raw(id, 0, NOW, body, body), raw(id, 1, NOW, "token=abc", "token=xxxxxx"), raw(later, 0, NOW.plusSeconds(1), "", "")));
            return null;
        });
        save.run();
        save.run();

        assertThat(store.rawAnswers().of(id)).extracting(RawAnswer::text, RawAnswer::masked, RawAnswer::length).containsExactly(
                org.assertj.core.groups.Tuple.tuple(body, false, 100_023L), org.assertj.core.groups.Tuple.tuple("token=xxxxxx", true, 9L));
        assertThat(store.rawAnswers().listed(List.of(id, later, Text.sha256("never")))).containsOnlyKeys(id, later).hasEntrySatisfying(id, replies ->
                assertThat(replies).hasSize(2).allSatisfy(reply -> assertThat(reply.text()).isNull()).extracting(RawAnswer::digest)
                        .containsExactly(Text.sha256(body), Text.sha256("token=abc")));

        store.rawAnswers().prune(NOW.minus(Duration.ofDays(365)));
        assertThat(store.rawAnswers().of(id)).hasSize(2);
        store.rawAnswers().prune(NOW.plusMillis(500));
        assertThat(store.rawAnswers().listed(List.of(id, later))).containsOnlyKeys(later);
    }
}
