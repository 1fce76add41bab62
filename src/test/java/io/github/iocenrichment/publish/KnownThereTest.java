package io.github.iocenrichment.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.intelx.Knowledge;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class KnownThereTest {
    private static final Instant SEEN = Instant.parse("2026-02-11T09:30:51Z");

    static Stream<Arguments> known() {
        return Stream.of(
                Arguments.of(new Knowledge(true, false, false, true, false, "90", "AMBER", List.of("c2"), null, List.of("IOC Enrichment")),
                        "an analyst marked this a false positive; not published as an indicator; score 90 by an analyst; tags c2; reviewed by an analyst"),
                Arguments.of(Knowledge.onlyAllowed(), "on the list of allowed indicators of Intel Exchange; not published as an indicator"),
                Arguments.of(new Knowledge(false, false, true, false, true, null, "WHITE", List.of(), SEEN,
                List.of("IOC Enrichment", "A", "B", "C", "D", "E", "F")),
                        "known there, deprecated; first seen 11 Feb 2026; 6 other sources: A, B, C, D, E and more; waits for a review by an analyst"),
                Arguments.of(new Knowledge(false, false, false, false, false, "10", "RED", List.of("secret"), SEEN, List.of("A")),
                "known to Intel Exchange, marked RED"),
                Arguments.of(new Knowledge(true, false, false, false, false, null, "RED", List.of(), null, List.of()),
                "known to Intel Exchange, marked RED; not published as an indicator"),
                Arguments.of(new Knowledge(false, false, false, false, false, null, "AMBER_STRICT", List.of(), null, List.of("A")),
                "1 other source: A; marked AMBER+STRICT there"),
                Arguments.of(new Knowledge(false, false, false, false, false, null, null, List.of("web-spam"), SEEN, List.of("IOC Enrichment")), ""),
                Arguments.of(new Knowledge(false, false, false, false, false, null, null, List.of(), null, List.of("IOC Enrichment"),
                List.of(new Knowledge.KeptAnswer("AbuseIPDB", SEEN), new Knowledge.KeptAnswer("VirusTotal", null))),
                        "AbuseIPDB, answer kept by Intel Exchange of 11 Feb 2026 09:30 UTC; VirusTotal, answer kept by Intel Exchange"));
    }

    @ParameterizedTest
    @MethodSource("known")
    void whatIsKnownIsSaidInOneLine(Knowledge known, String words) {
        assertThat(new KnownThere("f", true, "IOC Enrichment", Map.of("ipv4|198.51.100.7", known)).words("TLP:AMBER"))
                .isEqualTo(words.isEmpty() ? Map.of() : Map.of("ipv4|198.51.100.7", words));
    }

    @ParameterizedTest
    @CsvSource({"AMBER, AMBER, false", "CLEAR, WHITE, false", "GREEN, CLEAR, true", "AMBER_STRICT, AMBER, true", "AMBER_STRICT, AMBER+STRICT, false",
            "NONE, CLEAR, false"})
    void aMarkingIsToldWhenItIsStricterThanOurs(String theirs, String ours, boolean told) {
        Knowledge known = new Knowledge(false, false, true, false, false, null, theirs, List.of(), null, List.of());
        assertThat(new KnownThere("f", true, "IOC Enrichment", Map.of("k", known)).words("TLP:" + ours).get("k").contains("marked")).isEqualTo(told);
    }

    @Test
    void thatItCouldNotBeAskedIsSaid() {
        assertThat(new KnownThere("f", false, "IOC Enrichment", Map.of()).words(null)).isEqualTo(Map.of("", "Intel Exchange was not asked first"));
    }
}
