package io.github.iocenrichment.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iocenrichment.source.KevCatalog;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CopyStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @ParameterizedTest
    @EnumSource(Databases.class)
    void theLatestCopyIsKeptWhole(Databases database) {
        CopyStore copies = database.store().copies();
        String name = Databases.unique("kev");
        assertThat(copies.find(name, KevCatalog.class)).isEmpty();
        KevCatalog first = new KevCatalog("1", NOW, NOW, "\"etag\"", "Mon, 23 Nov 2026 10:00:00 GMT", Map.of());
        copies.save(name, first, NOW);
        assertThat(copies.find(name, KevCatalog.class)).contains(first);
        // as large as CISA's is today
        Map<String, KevCatalog.Entry> entries = IntStream.range(0, 1_500).boxed().collect(Collectors.toMap(i -> "CVE-2026-" + (10_000 + i),
                i -> new KevCatalog.Entry("2026-01-01", null, "Überlauf " + "x".repeat(150), "z", "Apply updates. " + "y".repeat(220), i % 2 == 0, i % 3 == 0
                ? null : "Yes")));
        KevCatalog second = new KevCatalog("2", null, NOW.plusSeconds(1), null, null, entries);
        copies.save(name, second, NOW.plusSeconds(1));
        assertThat(copies.find(name, KevCatalog.class)).contains(second);
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void whatCannotBeReadIsNamed(Databases database) {
        CopyStore copies = database.store().copies();
        String name = Databases.unique("kev");
        copies.save(name, List.of(1, 2), NOW);
        assertThatThrownBy(() -> copies.find(name, KevCatalog.class)).isInstanceOf(StoreException.class).hasMessageContaining("the copy '" + name + "'");
    }
}
