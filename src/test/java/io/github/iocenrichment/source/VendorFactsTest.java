package io.github.iocenrichment.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.iocenrichment.indicator.IndicatorType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The records of the vendors, read from answers as the store keeps them. */
class VendorFactsTest {
    private static VendorFacts of(String source, String json) throws Exception {
        Map<?, ?> stored = new ObjectMapper().readValue(json.replace('\'', '"'), Map.class);
        Map<String, Object> facts = new LinkedHashMap<>();
        stored.forEach((name, fact) -> facts.put(name.toString(), fact));
        return VendorFacts.of(new Answer(source, IndicatorType.IPV4, "203.0.113.7", AnswerState.FOUND, null, null, Instant.EPOCH, null, null, null, facts));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {"abuseipdb | AbuseIpDbFacts", "virustotal | VirusTotalFacts",
            "hybrid-analysis | HybridAnalysisFacts", "urlhaus | AddedFacts", "nobody | AddedFacts"})
    void eachVendorHasItsRecordAndAllOthersOne(String source, String record) throws Exception {
        VendorFacts nothing = of(source, "{}");
        assertThat(nothing.getClass().getSimpleName()).isEqualTo(record);
        assertThat(nothing.terms()).isEmpty();
        assertThat(nothing.labels()).isEmpty();
        assertThat(nothing.family()).isNull();
        assertThat(nothing.hashes()).isEmpty();
        assertThat(nothing.anonymiser() || nothing.compromised()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {"{'score': 90} | 90", "{'score': 90.0} | 90", "{'score': 89.6} | 90", "{'score': '90'} | 90",
            "{'score': '9e99'} | ", "{'score': [90]} | ", "{'score': true} | "})
    void aNumberIsReadInWhateverFormItComesBack(String stored, Long score) throws Exception {
        assertThat(((AbuseIpDbFacts) of("abuseipdb", stored)).score()).isEqualTo(score);
        assertThat(((AddedFacts) of("urlhaus", stored)).score()).isEqualTo(score);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {"{'files': [{'sha256': 'a', 'verdict': 'malicious'}, {'sha256': 'b'}]} | malicious;",
            "{'files': 'none'} | ", "{} | "})
    void severalFilesOfAHashKeepTheirVerdicts(String stored, String verdicts) throws Exception {
        List<String> expected = verdicts == null ? List.of() : List.of(verdicts.split(";", -1));
        assertThat(((HybridAnalysisFacts) of("hybrid-analysis", stored)).fileVerdicts()).isEqualTo(expected);
    }
}
