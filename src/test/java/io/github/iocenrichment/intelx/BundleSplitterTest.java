package io.github.iocenrichment.intelx;

import static io.github.iocenrichment.stix.Samples.NOW;
import static io.github.iocenrichment.stix.Samples.at;
import static io.github.iocenrichment.stix.Samples.settings;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.iocenrichment.stix.InMemoryLedger;
import io.github.iocenrichment.stix.PublicationInput;
import io.github.iocenrichment.stix.Samples;
import io.github.iocenrichment.stix.StixMapper;
import io.github.iocenrichment.stix.StixMessages;
import io.github.iocenrichment.stix.StixPackage;
import io.github.iocenrichment.stix.StixSchemas;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundleSplitterTest {
    private final StixMapper mapper = new StixMapper(settings(), new InMemoryLedger(), at(NOW));

    @Test
    void whatFitsGoesAsItIs() {
        assertThat(split(Samples.incident10482(), 200, BundleSplitter.DEFAULT_MAX_BYTES)).containsExactly(mapper.map(Samples.incident10482()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 12, 15, 20, 28})
    void everyPartStandsAloneAndNothingIsLost(int maxObjects) {
        StixPackage whole = mapper.map(Samples.incident10482());

        List<StixPackage> parts = split(Samples.incident10482(), maxObjects, BundleSplitter.DEFAULT_MAX_BYTES);

        assertThat(parts).allSatisfy(part -> StixSchemas.assertValid(part.all()));
        assertThat(parts.stream().map(StixPackage::containerId)).doesNotHaveDuplicates().startsWith(whole.containerId());
        assertThat(ids(parts)).isEqualTo(ids(List.of(whole)));
        assertThat(parts.stream().flatMap(part -> part.indicators().stream()).collect(Collectors.toSet())).containsAll(whole.indicators());
    }

    @ParameterizedTest
    @CsvSource({"500, 200, 1048576, 13", "120, 1000, 200000, 2", "120, 30, 1048576, 24"})
    void manyIndicatorsKeepBothLimits(int indicators, int maxObjects, int maxBytes, int atLeast) {
        StixPackage whole = mapper.map(ManyFindings.urls(indicators));

        List<StixPackage> parts = split(ManyFindings.urls(indicators), maxObjects, maxBytes);

        assertThat(parts).hasSizeBetween(atLeast, atLeast + 6);
        assertThat(parts).allSatisfy(part -> {
            StixSchemas.assertValid(part.all());
            assertThat(part.all()).hasSizeLessThanOrEqualTo(maxObjects);
            assertThat(FeedAddress.byName("source", "collection").ingestBody(part, UUID.randomUUID()).toString().getBytes(StandardCharsets.UTF_8))
                    .hasSizeLessThanOrEqualTo(maxBytes);
        });
        assertThat(ids(parts)).isEqualTo(ids(List.of(whole)));
    }

    @Test
    void whatBelongsToOneValueTravelsTogether() {
        StixPackage whole = mapper.map(ManyFindings.urls(100));

        List<StixPackage> parts = split(ManyFindings.urls(100), 60, BundleSplitter.DEFAULT_MAX_BYTES);

        assertThat(parts.stream().mapToInt(part -> part.objects().size()).sum()).as("nothing is sent twice").isEqualTo(whole.objects().size());
    }

    @Test
    void messagesSurviveTheStoreByteForByte() throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        StixMessages messages = mapper.map(Samples.incident10482(), new BundleSplitter(15, 1 << 20));

        StixMessages woken = json.readValue(json.writeValueAsString(messages), StixMessages.class);

        UUID bundle = UUID.randomUUID();
        assertThat(woken.parts().stream().map(part -> part.bundle(bundle).toString()))
                .containsExactlyElementsOf(messages.parts().stream().map(part -> part.bundle(bundle).toString()).toList());
    }

    @Test
    void theWholeIsCountedOverItsParts() {
        StixMessages messages = mapper.map(ManyFindings.urls(50), new BundleSplitter(50, 1 << 20));

        assertThat(messages.parts()).hasSizeGreaterThan(1);
        assertThat(messages.indicators()).hasSize(50);
        assertThat(messages.objectCount()).isEqualTo(5 * 50 + 4 + messages.parts().size());
        assertThat(messages.containerId()).isEqualTo("grouping--14fffbf1-837b-52e6-81c8-47b5a081e848");
    }

    @Test
    void splittingAgainGivesTheSameBytes() {
        assertThat(split(ManyFindings.urls(50), 50, 1 << 20).toString()).isEqualTo(split(ManyFindings.urls(50), 50, 1 << 20).toString());
    }

    @Test
    void theBodyNamesTheAddressInOneOfTwoForms() {
        StixPackage whole = mapper.map(Samples.incident10482());

        ObjectNode byName = FeedAddress.byName("IOC Enrichment", "Ivanti Incidents").ingestBody(whole, UUID.randomUUID());
        ObjectNode byId = FeedAddress.byId("s-1", "c-1").ingestBody(whole, UUID.randomUUID());

        assertThat(byName.properties().stream().map(property -> property.getKey())).containsExactly("source_name", "collection_name", "bundle");
        assertThat(byId.properties().stream().map(property -> property.getKey())).containsExactly("source_id", "source_type", "collection_id", "bundle");
        assertThat(byId.path("source_type").asText()).isEqualTo("CUSTOM_STIX_SOURCES");
        StixSchemas.assertValidBundle(byName.path("bundle"));
        assertThat(whole.envelope().properties().stream().map(property -> property.getKey())).containsExactly("objects");
    }

    private List<StixPackage> split(PublicationInput input, int maxObjects, int maxBytes) {
        return mapper.map(input, new BundleSplitter(maxObjects, maxBytes)).parts();
    }

    private static Set<String> ids(Collection<StixPackage> parts) {
        return parts.stream().flatMap(part -> part.objects().stream()).map(object -> object.path("id").asText()).collect(Collectors.toSet());
    }
}
