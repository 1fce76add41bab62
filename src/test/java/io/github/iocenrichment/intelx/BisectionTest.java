package io.github.iocenrichment.intelx;

import static io.github.iocenrichment.stix.Samples.NOW;
import static io.github.iocenrichment.stix.Samples.at;
import static io.github.iocenrichment.stix.Samples.settings;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.iocenrichment.stix.InMemoryLedger;
import io.github.iocenrichment.stix.Samples;
import io.github.iocenrichment.stix.StixMapper;
import io.github.iocenrichment.stix.StixPackage;
import io.github.iocenrichment.stix.StixSchemas;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BisectionTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final StixMapper mapper = new StixMapper(settings(), new InMemoryLedger(), at(NOW));
    private int sends;
    private final Set<String> arrived = new LinkedHashSet<>();

    @Test
    void oneBadIndicatorIsNamedAndAllElseGoesOut() {
        StixPackage message = mapper.map(ManyFindings.urls(39));
        String bad = message.indicators().get(17).id();

        Bisection end = search(message, Set.of(bad));

        assertThat(end.refused()).containsExactly(new Bisection.Refused(bad, "indicator https://host17.example.net/it's/17", "refused: " + bad));
        // What refers to it cannot stand alone: its note and its relationship.
        assertThat(end.heldBack().keySet()).hasSize(2).allSatisfy(id -> assertThat(end.heldBack()).containsEntry(id, bad));
        assertThat(arrived).hasSize(message.objects().size() - 3);
        assertThat(sends).isLessThan(25);
        assertThat(end.isNothingTaken()).isFalse();
    }

    @Test
    void aMessageIsGivenUpWhenWhateverItHoldsIsRefused() {
        StixPackage message = mapper.map(ManyFindings.urls(39));
        Bisection search = Bisection.of(message, 2, "unknown extension");
        while (!search.isDone()) {
            sends++;
            search = search.refused("unknown extension");
        }

        assertThat(search.isNothingTaken()).isTrue();
        assertThat(sends).isLessThan(25);
        assertThat(search.refused().size() + search.heldBack().size()).isEqualTo(message.objects().size());
    }

    @Test
    void theSearchGoesOnAfterACrash() throws JsonProcessingException {
        StixPackage message = mapper.map(ManyFindings.urls(10));
        Bisection search = Bisection.of(message, 4, "no").refused("no").accepted();

        Bisection woken = JSON.readValue(JSON.writeValueAsString(search), Bisection.class);

        assertThat(woken.next(mapper.containers()).orElseThrow().all().toString()).isEqualTo(search.next(mapper.containers()).orElseThrow().all().toString());
    }

    @Test
    void anOperatorCanReleaseWhatWasPutAside() {
        StixPackage message = mapper.map(Samples.incident10482());
        Bisection end = search(message, Set.of(message.indicators().get(0).id()));

        StixPackage released = end.released(end.nextPart(), mapper.containers()).orElseThrow();

        StixSchemas.assertValid(released.all());
        assertThat(released.indicators()).containsExactly(message.indicators().get(0));
        assertThat(released.objects()).hasSize(5);
    }

    @Test
    void groupingsOfPiecesHaveNumbersOfTheirOwn() {
        StixPackage message = mapper.map(ManyFindings.urls(10));
        Set<String> groupings = new HashSet<>();
        Bisection search = Bisection.of(message, 7, "no");
        while (!search.isDone()) {
            assertThat(groupings.add(search.next(mapper.containers()).orElseThrow().containerId())).isTrue();
            search = search.accepted();
        }
        assertThat(groupings).hasSize(2).contains(message.containerId());
    }

    /** Whatever is bad: the bad ones are named unless held back by another, all else arrives, and every message stands alone. */
    @Property(tries = 40)
    void whateverIsBadIsFound(@ForAll @Size(min = 1, max = 5) Set<@IntRange(max = 23) Integer> bad) {
        arrived.clear();
        sends = 0;
        StixPackage message = mapper.map(Samples.incident10482());
        Set<String> badIds = bad.stream().map(index -> message.objects().get(index).path("id").asText()).collect(Collectors.toSet());

        Bisection end = search(message, badIds);

        Set<String> aside = end.refused().stream().map(Bisection.Refused::id).collect(Collectors.toSet());
        assertThat(badIds).containsAll(aside);
        assertThat(arrived).doesNotContainAnyElementsOf(badIds);
        assertThat(Stream.of(arrived, aside, end.heldBack().keySet()).mapToInt(Set::size).sum()).isEqualTo(message.objects().size());
        if (!end.isNothingTaken()) {
            assertThat(end.heldBack().values()).allSatisfy(cause -> assertThat(aside).contains(cause));
        }
    }

    private Bisection search(StixPackage message, Set<String> bad) {
        Bisection search = Bisection.of(message, 2, "refused: the whole");
        while (!search.isDone()) {
            StixPackage next = search.next(mapper.containers()).orElseThrow();
            StixSchemas.assertValid(next.all());
            sends++;
            Set<String> ids = next.objects().stream().map(object -> object.path("id").asText()).collect(Collectors.toSet());
            if (ids.stream().noneMatch(bad::contains)) {
                arrived.addAll(ids);
                search = search.accepted();
            } else {
                search = search.refused("refused: " + ids.stream().filter(bad::contains).findFirst().orElseThrow());
            }
        }
        return search;
    }
}
