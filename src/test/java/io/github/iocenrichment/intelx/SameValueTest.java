package io.github.iocenrichment.intelx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.indicator.IndicatorType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameValueTest {
    @ParameterizedTest(name = "{1} and {2}: {3}")
    @CsvSource(delimiter = '!', textBlock = """
            IPV4   ! 198.51.100.77            ! 198.51.100.77                       ! true
            IPV4   ! 198.51.100.77            ! 198.51.100.7                        ! false
            IPV6   ! 2001:db8::77             ! 2001:0DB8:0:0:0:0:0:0077            ! true
            IPV6   ! 2001:db8::77             ! 2001:db8::78                        ! false
            DOMAIN ! bad.example              ! BAD.example.                        ! true
            DOMAIN ! xn--bcher-kva.example    ! bücher.example                      ! true
            DOMAIN ! bad.example              ! sub.bad.example                     ! false
            URL    ! https://e.example/Path   ! HTTPS://E.Example/Path              ! true
            URL    ! https://e.example/Path   ! https://e.example/path              ! false
            URL    ! https://e.example/       ! https://e.example                   ! true
            URL    ! https://e.example/?a=1   ! https://E.example?a=1               ! true
            URL    ! https://e.example/a%2Fb  ! https://e.example/a%2fb             ! true
            URL    ! https://e.example/a%2Fb  ! https://e.example/a/b               ! false
            MD5    ! d41d8cd98f00b204e9800998ecf8427e ! D41D8CD98F00B204E9800998ECF8427E ! true
            CVE    ! CVE-2026-41234           ! cve-2026-41234                      ! true
            """)
    void spellingsOfOneValue(IndicatorType type, String ours, String theirs, boolean same) {
        assertThat(SameValue.is(type, ours, theirs)).isEqualTo(same);
    }
}
