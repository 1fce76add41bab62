package io.github.iocenrichment.stix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StixIdsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final StixIds ids = new StixIds("identity--6b46b60f-917a-452b-93ae-176dcce21118");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "ipv4-addr   | {\"value\":\"198.51.100.3\"} | ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4",
        "ipv4-addr   | {\"value\":\"198.51.100.77\"} | ipv4-addr--efb3cb24-5b02-57b0-adb6-64563650dafa",
        "url         | {\"value\":\"https://example.com/research/index.html\"} | url--47c3cf9a-5027-5bf0-997a-017c7edc7c55",
        "file        | {\"name\":\"tabby_pics.zip\",\"hashes\":{\"SHA-256\":\"fe90a7e910cb3a4739bed9180e807e93fa70c90f25a8915476f5e4bfbac681db\"}} "
                + "| file--cfebcece-2336-51b0-baf1-d94daae5e1d1",
        "ipv6-addr   | {\"value\":\"2001:db8::77\"} | ipv6-addr--144c3ec7-9f65-577d-b509-a1d00675f3b6",
        "domain-name | {\"value\":\"xn--bcher-kva.example\"} | domain-name--2756bcd2-4f67-5280-b058-56605b46834f",
        "url         | {\"value\":\"https://e.example/\\\"q\\\"\\\\p\"} | url--d91a522c-8baf-564c-b47a-5bea22d217d1",
        "file        | {\"hashes\":{\"SHA-256\":\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"}} "
                + "| file--22f8ff52-8f62-5f03-a53a-6f50f54fd74c",
        "file        | {\"hashes\":{\"SHA-256\":\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\","
                + "\"MD5\":\"d41d8cd98f00b204e9800998ecf8427e\"}} | file--02fff920-f614-527c-81d1-6353633a6d21",
    })
    void observablesHaveTheStandardsIds(String type, String properties, String id) throws IOException {
        ObjectNode object = (ObjectNode) JSON.readTree(properties);
        object.put("type", type).put("spec_version", "2.1").putArray("object_marking_refs").add("does not contribute");

        assertThat(StixIds.observable(object)).isEqualTo(id);
    }

    @Test
    void everythingElseDependsOnTheProducer() {
        assertThat(ids.indicator("ipv4-addr", "203.0.113.77")).isEqualTo("indicator--b7c89b1c-b9bd-5e09-b954-7d390730b07d");
        assertThat(new StixIds("identity--00000000-0000-4000-8000-000000000001").indicator("ipv4-addr", "203.0.113.77"))
                .isNotEqualTo("indicator--b7c89b1c-b9bd-5e09-b954-7d390730b07d");
    }

    @Test
    void partsOfASplitPublicationHaveIdsOfTheirOwn() {
        assertThat(ids.container("grouping", "R", 1)).isEqualTo("grouping--" + StixIds.version5(UUID.fromString("6b46b60f-917a-452b-93ae-176dcce21118"),
                "grouping|R"));
        assertThat(ids.container("grouping", "R", 2)).isEqualTo("grouping--" + StixIds.version5(UUID.fromString("6b46b60f-917a-452b-93ae-176dcce21118"),
                "grouping|R|2"));
    }

    @Test
    void familiesAndVulnerabilitiesAreOneWhateverTheirCase() {
        assertThat(ids.malware("AgentTesla")).isEqualTo(ids.malware("agenttesla"));
        assertThat(ids.vulnerability("cve-2021-44228")).isEqualTo("vulnerability--d9698ba2-d004-5b8f-87fb-bbf5ee6797c9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "6b46b60f-917a-452b-93ae-176dcce21118", "identity--6B46B60F-917A-452B-93AE-176DCCE21118", "identity--x"})
    void anotherShapeOfProducerIsRefused(String producer) {
        assertThatThrownBy(() -> new StixIds(producer)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("producer id");
    }

    @Test
    void canonicalJsonSpellsAsRfc8785Demands() throws IOException {
        var value = JSON.readTree("{\"b\":[10.0,1e2,0.94358],\"a\":\"\\u001f\\u00e9\\\"/\\\\\",\"\\u20ac\":null}");

        assertThat(CanonicalJson.text(value)).isEqualTo("{\"a\":\"\\u001f\u00e9\\\"/\\\\\",\"b\":[10,100,0.94358],\"\u20ac\":null}");
    }
}
