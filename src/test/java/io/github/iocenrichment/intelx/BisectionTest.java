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
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BisectionTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final StixMapper mapper = new StixMapper(settings(), new InMemoryLedger(), at(NOW));
    private final RefusingPlatform platform = new RefusingPlatform(mapper.containers());

    @Test
    void oneBadIndicatorIsNamedAndAllElseGoesOut() {
        StixPackage message = mapper.map(ManyFindings.urls(39));
        String bad = message.indicators().get(17).id();

        Bisection end = platform.search(message, Set.of(bad));

        assertThat(end.refused()).containsExactly(new Bisection.Refused(bad, "indicator https://host17.example.net/it's/17", "refused: " + bad));
        // What refers to it cannot stand alone: its note and its relationship.
        assertThat(end.heldBack().keySet()).hasSize(2).allSatisfy(id -> assertThat(end.heldBack()).containsEntry(id, bad));
        assertThat(platform.arrived()).hasSize(message.objects().size() - 3);
        assertThat(platform.sends()).isLessThan(25);
        assertThat(end.taken()).isNotEmpty();
    }

    @Test
    void aMessageIsAbandonedWhenWhateverItHoldsIsRefused() {
        StixPackage message = mapper.map(ManyFindings.urls(39));
        Bisection search = Bisection.of(message, 2, "unknown extension");
        int sends = 0;
        while (!search.isDone()) {
            sends++;
            search = search.refused("unknown extension");
        }

        assertThat(search.taken()).isEmpty();
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
        Bisection end = platform.search(message, Set.of(message.indicators().get(0).id()));

        StixPackage released = end.released(end.nextPart(), mapper.containers()).orElseThrow();

        StixSchemas.assertValid(released.all());
        assertThat(released.indicators()).containsExactly(message.indicators().get(0));
        assertThat(released.objects()).hasSize(5);
    }

    @Test
    void whatAServerNamesByItselfNeedsNoSearch() {
        StixPackage message = mapper.map(Samples.incident10482());
        String bad = message.indicators().get(0).id();

        Bisection bisection = Bisection.byFailures(message, List.of(new TaxiiStatus.Failure(bad, "object_refs target not found")));

        assertThat(bisection.isDone()).isTrue();
        assertThat(bisection.refused()).singleElement().satisfies(refused -> {
            assertThat(refused.label()).startsWith("indicator ");
            assertThat(refused.words()).isEqualTo("object_refs target not found");
        });
        assertThat(bisection.heldBack()).isEmpty();
        assertThat(bisection.taken()).hasSize(message.objects().size() - 1).doesNotContain(bad);
        StixPackage released = bisection.released(20_001, mapper.containers()).orElseThrow();
        assertThat(released.indicators()).containsExactly(message.indicators().get(0));
        StixSchemas.assertValid(released.all());
    }

    @Test
    void whereAServerNamesNoneOfOurObjectsAllOfThemAreReleased() {
        StixPackage message = mapper.map(Samples.incident10482());

        Bisection bisection = Bisection.byFailures(message, List.of(new TaxiiStatus.Failure("unnamed", "2 objects failed; the server does not name them")));

        assertThat(bisection.refused()).extracting(Bisection.Refused::label).containsExactly("unnamed");
        assertThat(bisection.released(20_001, mapper.containers()).orElseThrow().objects()).hasSameSizeAs(message.objects());
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
}
