package io.github.iocenrichment.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverridesTest {
    private static final Instant NOTED = Instant.parse("2026-11-03T09:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            203.0.113.7, false positive, our own scanner       ! ipv4   ! 203.0.113.7           ! false positive, by a line of verdicts.txt (our own scanner)
            hxxps://evil[.]example[.]net/a,b malicious               ! url    ! https://evil.example.net/a,b ! malicious, by a line of verdicts.txt
            Evil[.]example[.]net  MALICIOUS  # seen in our proxy  ! domain ! evil.example.net         ! malicious, by a line of verdicts.txt (seen in our proxy)
            2001:db8:0:0::7;suspicious;scans                   ! ipv6   ! 2001:db8::7           ! suspicious, by a line of verdicts.txt (scans)
            D41D8CD98F00B204E9800998ECF8427E false-positive    ! md5    ! d41d8cd98f00b204e9800998ecf8427e ! false positive, by a line of verdicts.txt
            readme.zip malicious a domain, not a file          ! domain ! readme.zip            ! malicious, by a line of verdicts.txt (a domain, not a file)
            # 203.0.113.7, malicious                           ! ipv4   ! 203.0.113.7           !
            """)
    void aLineNamesValueVerdictAndReason(String line, String type, String value, String words) {
        OverrideFile file = OverrideFile.parse(List.of("", line), "verdicts.txt");
        assertThat(file.find(Indicator.of(IndicatorType.of(type), value)).map(AnalystVerdict::words).orElse(null)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            203.0.113.7                  ! is not of the form VALUE, malicious | suspicious | false positive, REASON
            203.0.113.7 harmless         ! is not of the form
            scanner, malicious           ! names no address, domain, URL or hash: scanner
            CVE-2021-44228, malicious    ! names no address, domain, URL or hash
            """)
    void aBrokenLineIsNamed(String line, String problem) {
        assertThatThrownBy(() -> OverrideFile.parse(List.of("# ours", line), "verdicts.txt")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("verdicts.txt, line 2: ").hasMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            ti: false positive 203.0.113.7                                  ! false positive 203.0.113.7 ()
            TI: Malicious hxxp://evil[.]example[.]net/x - seen in our proxy       ! malicious http://evil.example.net/x (seen in our proxy)
            ti:false-positive: evil.example.net, 203.0.113.7; our own domains \
                ! false positive evil.example.net (our own domains) + false positive 203.0.113.7 (our own domains)
            `<p>Checked.</p><p>ti: malicious evil.example.net<br>ti: false positive a.example.net</p>` \
                ! malicious evil.example.net () + false positive a.example.net ()
            `<div>ti: malicious <a href="https://other.example.net/">evil.example.net</a></div>` ! malicious evil.example.net ()
            `<blockquote>ti: malicious evil.example.net</blockquote>Thanks`     ! ``
            they wrote ti: malicious evil.example.net                           ! ``
            > ti: malicious evil.example.net                                    ! ``
            ti: suspicious evil.example.net                                     ! ``
            ti: malicious                                                   ! ``
            ti: malicious CVE-2021-44228                                    ! ``
            ti: malicious user@evil.example.net                                 ! ``
            """)
    void aNoteNamesVerdictAndValues(String note, String read) {
        List<AnalystVerdict> overrides = new OverrideNotes().read(note, "jdoe", "INC48201", NOTED);
        assertThat(overrides.stream().map(one -> one.ruling().words() + " " + one.value() + " (" + one.reason() + ")").collect(Collectors.joining(" + ")))
                .isEqualTo(read);
        assertThat(overrides).allSatisfy(one -> assertThat(one.words()).contains("by jdoe in a note on INC48201 of 3 Nov 2026"));
    }
}
