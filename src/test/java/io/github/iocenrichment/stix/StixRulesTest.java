package io.github.iocenrichment.stix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A good message with one thing broken each: the rules must see it. */
class StixRulesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("indicator", o -> o.putNull("description"), "has nothing in 'description'"),
                fault("indicator", o -> o.put("description", " "), "has nothing in 'description'"),
                fault("indicator", o -> o.putArray("labels"), "has nothing in 'labels'"),
                fault("indicator", o -> o.put("x_score", 1), "may not be called 'x_score'"),
                fault("indicator", o -> o.put("Score", 1), "may not be called 'Score'"),
                fault("indicator", o -> o.put("ab", 1), "may not be called 'ab'"),
                fault("indicator", o -> o.put("severity", "high"), "may not be called 'severity'"),
                fault("indicator", o -> o.put("confidence", 101), "confidence from 0 to 100"),
                fault("indicator", o -> o.put("confidence", 50.5), "confidence from 0 to 100"),
                fault("indicator", o -> o.put("valid_until", o.path("valid_from").asText()), "valid until after"),
                fault("indicator", o -> o.put("valid_from", "2026-03-02T08:14:05Z"), "three fraction digits"),
                fault("indicator", o -> o.put("modified", "2026-03-02T09:20:31.482+01:00"), "three fraction digits"),
                fault("indicator", o -> o.put("modified", "2025-03-02T09:20:31.482Z"), "modified before it was created"),
                fault("indicator", o -> o.put("pattern", "[ipv4-addr:value = \"203.0.113.77\"]"), "cannot be read from character 1"),
                fault("indicator", o -> o.put("pattern", "[ipv4-addr:value = '10.0.0.1']"), "must not leave the organisation"),
                fault("indicator", o -> o.remove("object_marking_refs"), "exactly one TLP marking"),
                fault("indicator", o -> o.put("spec_version", "2.0"), "not of spec_version 2.1"),
                fault("indicator", o -> o.put("created_by_ref", "identity--00000000-0000-4000-8000-000000000000"), "not in the message"),
                fault("marking-definition", o -> o.put("name", "TLP:Amber"), "not one of the standard's TLP markings"),
                fault("ipv4-addr", o -> o.put("created", "2026-03-02T08:14:05.000Z"), "may not have 'created'"),
                fault("ipv4-addr", o -> o.put("value", "203.0.113.78"), "does not follow from its value"),
                fault("ipv4-addr", o -> o.put("value", "192.168.1.1"), "must not leave the organisation"),
                fault("observed-data", o -> o.putObject("objects").put("any", 1), "refer to exactly one observable"),
                fault("vulnerability", o -> o.withArray("external_references").addObject().put("source_name", "nvd").put("external_id", "CVE-2021-44228"),
                        "external_id under a source_name other than cve"),
                fault("grouping", o -> o.withArray("object_refs").remove(0), "not listed by the grouping"),
                fault("grouping", o -> o.withArray("object_refs").add(o.path("object_refs").get(0)), "twice in 'object_refs'"),
                fault("malware", o -> o.put("id", "malware--b7c89b1c-b9bd-5e09-b954-7d390730b07d"), "shares its UUID"),
                fault("note", o -> o.put("id", "note--1"), "has an id that is not"));
    }

    private static Arguments fault(String type, Consumer<ObjectNode> damage, String words) {
        return Arguments.of(type, damage, words);
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("faults")
    void everyFaultIsNamed(String type, Consumer<ObjectNode> damage, String words) {
        List<ObjectNode> message = message();
        damage.accept(message.stream().filter(object -> object.path("type").asText().equals(type)).findFirst().orElseThrow());

        assertThat(StixRules.broken(message)).anySatisfy(fault -> assertThat(fault).contains(words));
    }

    @Test
    void aGoodMessageHasNoFault() {
        assertThat(StixRules.broken(message())).isEmpty();
    }

    @Test
    void anObjectMayStandOnlyOnceInAMessage() {
        List<ObjectNode> message = message();
        message.add(message.get(5));

        assertThat(StixRules.broken(message)).anySatisfy(fault -> assertThat(fault).contains("more than once"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "127.0.0.1", "169.254.1.1", "172.16.3.4", "192.168.0.9", "100.64.0.1", "0.0.0.0", "224.0.0.1", "::1", "fe80::1",
        "fd00::1", "::ffff:10.0.0.1", "ff02::1", "::"})
    void addressesOfTheHouseAreKnown(String address) {
        assertThat(PublicAddress.isInternal(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.77", "93.115.28.40", "2a03:9f40::7", "172.32.0.1", "no address"})
    void otherAddressesMayLeave(String address) {
        assertThat(PublicAddress.isInternal(address)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
        "[url:value = 'a\\'b\\\\c'], true",
        "[file:hashes.'SHA-256' = 'aa' OR file:hashes.MD5 = 'bb'], true",
        "[file:hashes.SHA256 = 'aa'], false",
        "[url:value = 'a'b'], false",
        "[url:value = 'a\\nb'], false",
        "[url:value = ''], false",
        "url:value = 'a', false",
        "[url:value = 'a' AND url:value = 'b'], false",
        "[url:value = 'a'] OR [url:value = 'b'], false",
    })
    void patternsAreReadBack(String pattern, boolean good) {
        assertThat(PatternSyntax.fault(pattern).isEmpty()).isEqualTo(good);
    }

    @Test
    void veryLongPatternsAreReadAsWell() {
        assertThat(PatternSyntax.fault(StixPattern.equal("url", "value", "https://e.example/" + "a'\\\\".repeat(100_000)))).isEmpty();
    }

    private static List<ObjectNode> message() {
        List<ObjectNode> objects = new StixMapper(Samples.settings(), new InMemoryLedger(), Samples.at(Samples.NOW)).map(Samples.incident10482()).all();
        return objects.stream().map(ObjectNode::deepCopy).collect(Collectors.toCollection(ArrayList::new));
    }

    @Test
    void theCountOfFaultsIsThatOfTheDamage() throws Exception {
        List<ObjectNode> message = message();
        message.get(4).set("value", JSON.readTree("null"));

        Map<String, Long> byObject = StixRules.broken(message).stream().collect(Collectors.groupingBy(fault -> fault.split(" ")[0], Collectors.counting()));
        assertThat(byObject.keySet()).containsExactly(message.get(4).path("id").asText());
    }
}
