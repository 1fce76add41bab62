package io.github.iocenrichment.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.lists.AnalystVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OverrideStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private static AnalystVerdict noted(String value, AnalystVerdict.Ruling ruling, Duration ago) {
        return new AnalystVerdict(IndicatorType.URL, value, ruling, "ours", "jdoe", "INC48201", NOW.minus(ago));
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void theLatestWordHoldsInAllIncidentsUntilItIsTooOldOrGone(Databases database) {
        OverrideStore store = database.store().overrides();
        String one = Databases.unique("one");
        String two = Databases.unique("two");
        String url = "http://" + Databases.unique("evil") + ".example/" + "x".repeat(3000);
        AnalystVerdict old = noted(url, AnalystVerdict.Ruling.MALICIOUS, Duration.ofDays(2));
        AnalystVerdict young = noted(url, AnalystVerdict.Ruling.FALSE_POSITIVE, Duration.ofDays(1));
        store.replace(one, List.of(old, noted(url + "2", AnalystVerdict.Ruling.MALICIOUS, Duration.ofDays(200))));
        assertThat(store.about(List.of(old.key(), old.key() + "2"), NOW.minus(Duration.ofDays(180)))).containsOnlyKeys(old.key()).containsValue(old);
        store.replace(two, List.of(young));
        assertThat(store.about(List.of(old.key()), NOW.minus(Duration.ofDays(180)))).containsValue(young);
        store.replace(two, List.of());
        assertThat(store.about(List.of(old.key()), NOW.minus(Duration.ofDays(180)))).as("the note of the other incident still says it").containsValue(old);
        store.prune(NOW.minus(Duration.ofDays(1)));
        assertThat(store.about(List.of(old.key(), old.key() + "2"), Instant.EPOCH)).isEmpty();
    }
}
