package io.github.iocenrichment.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EffectStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @ParameterizedTest
    @EnumSource(Databases.class)
    void theFirstContentOfAKeyWins(Databases database) {
        EffectStore effects = database.store().effects();
        String recId = Databases.unique("R");
        String key = "note|" + recId + "|1";
        Effect first = effects.begin(key, "note", recId, "first\0 text", NOW);
        assertThat(first).isEqualTo(new Effect(key, "note", recId, "first text", Effect.State.INTENDED, 0, null, NOW, NOW));
        assertThat(effects.begin(key, "note", recId, "another text", NOW.plusSeconds(5))).isEqualTo(first);
        assertThat(effects.ofIncident(recId)).containsExactly(first);
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aBegunSendMayHaveActedUntilItIsSettled(Databases database) {
        EffectStore effects = database.store().effects();
        String recId = Databases.unique("R");
        String key = "record|" + recId;
        assertThat(effects.begin(key, "record", recId, "{}", NOW).mayHaveActed()).isFalse();
        effects.attempted(key, NOW.plusSeconds(1));
        effects.attempted(key, NOW.plusSeconds(2));
        Effect retried = effects.begin(key, "record", recId, "{}", NOW.plusSeconds(3));
        assertThat(retried.mayHaveActed()).isTrue();
        assertThat(retried.attempts()).isEqualTo(2);
        effects.done(key, "10043", NOW.plusSeconds(4));
        Effect done = effects.find(key).orElseThrow();
        assertThat(done.isSettled()).isTrue();
        assertThat(done.mayHaveActed()).isFalse();
        assertThat(done.outcome()).isEqualTo("10043");
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void whatIsDoneStaysDoneAndARefusalMayBeOvercome(Databases database) {
        EffectStore effects = database.store().effects();
        String recId = Databases.unique("R");
        String key = "publication|" + recId;
        effects.begin(key, "publication", recId, "{}", NOW);
        effects.refused(key, "no\0pe".repeat(1000), NOW);
        assertThat(effects.find(key).orElseThrow().state()).isEqualTo(Effect.State.REFUSED);
        assertThat(effects.find(key).orElseThrow().outcome()).startsWith("nope").hasSize(2000);
        effects.done(key, "202", NOW);
        effects.refused(key, "late answer of an earlier try", NOW);
        effects.attempted(key, NOW);
        assertThat(effects.find(key).orElseThrow()).satisfies(effect -> {
            assertThat(effect.state()).isEqualTo(Effect.State.DONE);
            assertThat(effect.outcome()).isEqualTo("202");
            assertThat(effect.attempts()).isZero();
        });
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void ofManyThatBeginAtOnceAllSendTheSame(Databases database) {
        EffectStore effects = database.store().effects();
        String recId = Databases.unique("R");
        assertThat(AtOnce.run(10, thread -> effects.begin("note|" + recId, "note", recId, "text " + thread, NOW).content()).stream().distinct()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void bigContentsAreKeptWhole(Databases database) {
        EffectStore effects = database.store().effects();
        String recId = Databases.unique("R");
        String content = "\u00e9\uD83D\uDE00 bundle ".repeat(200_000);
        assertThat(effects.begin("big|" + recId, "publication", recId, content, NOW).content()).isEqualTo(content);
    }
}
