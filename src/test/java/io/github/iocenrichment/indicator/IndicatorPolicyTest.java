package io.github.iocenrichment.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndicatorPolicyTest {
    private static final AllowList ALLOWED = AllowList.parse(List.of(
            "# partners", "", "93.115.28.0/24   # office in Bergen", "93.115.30.7 # mail relay",
            "2a03:9f40::/32\t# provider", "fjord-pay.com # payment partner", "https://mossy-anvil.net/login # own campaign",
            "D41D8CD98F00B204E9800998ECF8427E # empty file"), "allow.txt");
    private final IndicatorPolicy policy = new IndicatorPolicy(List.of("fjord-bank.no", "*.grün-amboss.de"), ALLOWED);

    @ParameterizedTest
    @CsvSource({
        "DOMAIN, fjord-bank.no, own domain fjord-bank.no",
        "DOMAIN, sso.fjord-bank.no, own domain fjord-bank.no",
        "DOMAIN, notfjord-bank.no,",
        "DOMAIN, fjord-bank.no.evil.com,",
        "URL, https://sso.fjord-bank.no:8443/x, own domain fjord-bank.no",
        "EMAIL, kari@mail.fjord-bank.no, own domain fjord-bank.no",
        "DOMAIN, xn--grn-amboss-beb.de, own domain xn--grn-amboss-beb.de",
        "IPV4, 93.115.28.40, allow-listed: office in Bergen",
        "IPV4, 93.115.29.40,",
        "IPV4, 93.115.30.7, allow-listed: mail relay",
        "CIDR, 93.115.28.128/25, allow-listed: office in Bergen",
        "CIDR, 93.115.28.0/22,",
        "IPV6, 2a03:9f40::7, allow-listed: provider",
        "DOMAIN, cdn.fjord-pay.com, allow-listed: payment partner",
        "URL, https://cdn.fjord-pay.com/x, allow-listed: payment partner",
        "URL, https://93.115.28.9/x, allow-listed: office in Bergen",
        "URL, 'https://[2a03:9f40::7]:8080/x', allow-listed: provider",
        "EMAIL, a@fjord-pay.com, allow-listed: payment partner",
        "URL, https://mossy-anvil.net/login, allow-listed: own campaign",
        "URL, https://mossy-anvil.net/other,",
        "MD5, d41d8cd98f00b204e9800998ecf8427e, allow-listed: empty file",
        "CVE, CVE-2021-44228,"})
    void saysWhyAnIndicatorStaysInTheHouse(IndicatorType type, String value, String reason) {
        Indicator judged = policy.apply(Indicator.of(type, value));

        assertThat(judged.enrichable()).isEqualTo(reason == null);
        assertThat(judged.reason()).isEqualTo(reason);
    }

    @Test
    void keepsTheReasonOfAPrivateAddress() {
        Indicator found = new IndicatorExtractor(ExtractionRules.builtIn()).extract("10.1.2.3", ContentKind.PLAIN, "", "").get(0);

        assertThat(policy.apply(found).reason()).isEqualTo("private address");
    }

    @ParameterizedTest
    @CsvSource({"'93.115.28.0/40', an address block cannot be that long", "'not a domain', not an address", "nonsense, not an address",
        "'mossy-anvil.net/x', its scheme", "'http://', not a URL", "'12:34', not an address"})
    void namesTheBrokenLine(String line, String words) {
        assertThatThrownBy(() -> AllowList.parse(List.of("# fine", "fjord-pay.com", line), "allow.txt"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("allow.txt, line 3").hasMessageContaining(words);
    }

    @Test
    void refusesAnOwnDomainThatIsNone() {
        assertThatThrownBy(() -> new IndicatorPolicy(List.of("fjord bank"), ALLOWED)).hasMessageContaining("not a domain: fjord bank");
    }
}
