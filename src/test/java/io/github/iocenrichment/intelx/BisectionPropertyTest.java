package io.github.iocenrichment.intelx;

import static io.github.iocenrichment.stix.Samples.NOW;
import static io.github.iocenrichment.stix.Samples.at;
import static io.github.iocenrichment.stix.Samples.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.stix.InMemoryLedger;
import io.github.iocenrichment.stix.Samples;
import io.github.iocenrichment.stix.StixMapper;
import io.github.iocenrichment.stix.StixPackage;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class BisectionPropertyTest {

    /** Whatever is bad: the bad ones are named unless held back by another, all else arrives, and every message stands alone. */
    @Property(tries = 40, seed = "1")
    void whateverIsBadIsFound(@ForAll @Size(min = 1, max = 5) Set<@IntRange(max = 23) Integer> bad) {
        StixMapper mapper = new StixMapper(settings(), new InMemoryLedger(), at(NOW));
        RefusingPlatform platform = new RefusingPlatform(mapper.containers());
        StixPackage message = mapper.map(Samples.incident10482());
        Set<String> badIds = bad.stream().map(index -> message.objects().get(index).path("id").asText()).collect(Collectors.toSet());

        Bisection end = platform.search(message, badIds);

        Set<String> aside = end.refused().stream().map(Bisection.Refused::id).collect(Collectors.toSet());
        assertThat(badIds).containsAll(aside);
        assertThat(platform.arrived()).doesNotContainAnyElementsOf(badIds);
        assertThat(Stream.of(platform.arrived(), aside, end.heldBack().keySet()).mapToInt(Set::size).sum()).isEqualTo(message.objects().size());
        if (!end.taken().isEmpty()) {
            assertThat(end.heldBack().values()).allSatisfy(cause -> assertThat(aside).contains(cause));
        }
    }
}
