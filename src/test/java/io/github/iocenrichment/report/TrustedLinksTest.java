package io.github.iocenrichment.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Only pages of known systems stay clickable. */
class TrustedLinksTest {
    private final TrustedLinks links = TrustedLinks.vendors().and(List.of("https://acme.example/HEAT/api", "http://127.0.0.1:9000/api", "no address"));

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "https://www.virustotal.com/gui/url/4e52aa,true", "https://www.abuseipdb.com/check/2001:db8::1,true", "https://acme.example/HEAT/x?y=1#z,true",
        "http://127.0.0.1:9000/x,true", "http://www.virustotal.com/gui,false", "https://www.virustotal.com.evil.example/,false",
        "https://evil.example/www.virustotal.com,false", "https://user@www.virustotal.com/,false", "https://www.virustotal.com:8443/,false",
        "https://acme.example:444/,false", "javascript:alert(1),false", "https://www.virustotal.com/\"onclick=,false", "https://www.virustotal.com/<b>,false",
        "//www.virustotal.com/,false", "http://127.0.0.1:9001/x,false"})
    void known(String link, boolean trusted) {
        assertThat(links.check(link).isPresent()).isEqualTo(trusted);
    }

    @Test
    void aPageOfOurOwnIsNoPlaceForAVendorToLeadTo() {
        TrustedLinks own = links.andOwn(List.of("https://tenant.example/api"));
        String page = "https://tenant.example/Login.aspx?CommandData=IncidentNumber%2C%3D%2C0%2C48250%2Cstring%2CAND%7C";

        assertThat(own.checkOwn(page)).contains(page);
        assertThat(own.check(page)).isEmpty();
        assertThat(own.checkOwn("https://acme.example/x")).isPresent();
        assertThat(own.checkOwn("https://evil.example/x")).isEmpty();
    }

    @Test
    void noneAndOverlongAreNoLinks() {
        assertThat(links.check(null)).isEmpty();
        assertThat(links.check("https://www.virustotal.com/" + "a".repeat(1000))).isEmpty();
    }
}
