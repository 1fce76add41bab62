package io.github.iocenrichment.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
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
            203.0.113[.]0/24, false positive, our scanners     ! ipv4   ! 203.0.113.9           \
                ! false positive, by a line of verdicts.txt on 203.0.113.0/24 (our scanners)
            2001:db8::/32 malicious                            ! ipv6   ! 2001:db8::7           ! malicious, by a line of verdicts.txt on 2001:db8::/32
            203.0.113.0/24, malicious                          ! ipv4   ! 203.0.114.9           !
            # 203.0.113.7, malicious                           ! ipv4   ! 203.0.113.7           !
            """)
    void aLineNamesValueVerdictAndReason(String line, String type, String value, String words) {
        OverrideFile file = OverrideFile.parse(List.of("", line), "verdicts.txt");
        assertThat(file.find(Indicator.of(IndicatorType.of(type), value)).map(AnalystVerdict::words).orElse(null)).isEqualTo(words);
    }

    @Test
    void anAddressGoesBeforeItsNetworkAndTheSmallerNetworkBeforeTheLarger() {
        OverrideFile file = OverrideFile.parse(List.of("203.0.113.0/24 malicious", "203.0.0.0/16 suspicious", "203.0.113.7 false positive"), "verdicts.txt");
        assertThat(List.of("203.0.113.7", "203.0.113.8", "203.0.9.9").stream().map(value -> file.find(Indicator.of(IndicatorType.IPV4, value)).orElseThrow()
                .ruling().words())).containsExactly("false positive", "malicious", "suspicious");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            203.0.113.7                  ! is not of the form VALUE, malicious | suspicious | false positive, REASON
            203.0.113.7 harmless         ! is not of the form
            scanner, malicious           ! names no address, network, domain, URL or hash: scanner
            203.0.113.0/33, malicious    ! names no address, network, domain, URL or hash: 203.0.113.0/33
            CVE-2021-44228, malicious    ! names no address, network, domain, URL or hash
            """)
    void aBrokenLineIsNamed(String line, String problem) {
        assertThatThrownBy(() -> OverrideFile.parse(List.of("# ours", line), "verdicts.txt")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("verdicts.txt, line 2: ").hasMessageContaining(problem);
    }

    @Test
    void whatAMailProgramQuotesBelowWasNotWrittenByTheAuthor() {
        for (String begin : List.of("-----Original Message-----", "---------- Forwarded message ---------", "Von: Mallory\nGesendet: Montag")) {
            assertThat(new OverrideNotes().read("Re: ticket\r\nti: malicious a.example.net\r\n" + begin + "\nti: false positive evil.example.net", "jdoe",
                    "INC48201", NOTED)).extracting(AnalystVerdict::value).containsExactly("a.example.net");
        }
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
            `<p>&nbsp;ti:&nbsp;false&nbsp;positive&nbsp; 203.0.113.7&nbsp;ours&#8203;</p>` ! false positive 203.0.113.7 (ours)
            `<table><tr><td>Verdict</td><td>ti: malicious evil.example.net</td></tr></table>` ! malicious evil.example.net ()
            `ti: malicious a.example.net<br>-----Original Message-----<br>ti: malicious evil.example.net` ! malicious a.example.net ()
            `<p>ti: malicious a.example.net</p><div><b>From:</b> Mallory<br><b>Sent:</b> Monday<br>ti: malicious evil.example.net</div>` \
                ! malicious a.example.net ()
            `<p>From: what I know:</p><p>ti: malicious evil.example.net</p>`     ! malicious evil.example.net ()
            `<blockquote>ti: malicious evil.example.net</blockquote>Thanks`     ! ``
            they wrote ti: malicious evil.example.net                           ! ``
            > ti: malicious evil.example.net                                    ! ``
            ti: suspicious evil.example.net                                     ! ``
            ti: malicious                                                   ! ``
            ti: malicious CVE-2021-44228                                    ! ``
            ti: malicious 203.0.113.0/24                                    ! ``
            ti: malicious user@evil.example.net                                 ! ``
            """)
    void aNoteNamesVerdictAndValues(String note, String read) {
        List<AnalystVerdict> overrides = new OverrideNotes().read(note, "jdoe", "INC48201", NOTED);
        assertThat(overrides.stream().map(one -> one.ruling().words() + " " + one.value() + " (" + one.reason() + ")").collect(Collectors.joining(" + ")))
                .isEqualTo(read);
        assertThat(overrides).allSatisfy(one -> assertThat(one.words()).contains("by jdoe in a note on INC48201 of 3 Nov 2026"));
    }
}
