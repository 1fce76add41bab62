package io.github.iocenrichment.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static final Secrets KNOWN = new Secrets(List.of("7C1E00AA55EE", "kq7Z/t0+W=", "pw\"d\\x", "sa", ""));

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Authorization: rest_api_key=7C1E00AA55EE | Authorization: rest_api_key=xxxxxx",
        "key 7C1E00AA55EE refused | key xxxxxx refused",
        "secret kq7Z/t0+W= as it is | secret xxxxxx as it is",
        "secret kq7Z%2Ft0%2BW%3D encoded | secret xxxxxx encoded",
        "{\"p\":\"pw\\\"d\\\\x\"} | {\"p\":\"xxxxxx\"}",
        "user sa and salad | user xxxxxx and salad"})
    void takesKnownValuesOutInEveryForm(String text, String masked) {
        assertThat(KNOWN.mask(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "GET /ctixapi/ping/?AccessID=5b0c1d6e-7f3a&Expires=1767225618&Signature=f%2BLgU%3D | "
            + "GET /ctixapi/ping/?AccessID=xxxxxx&Expires=1767225618&Signature=xxxxxx",
        "Cookie: SID=itsm.example#0123456789abcdef0123456789abcdef#4 | Cookie: SID=xxxxxx",
        "session itsm.example#0123456789ABCDEF0123456789abcdef#12 ended | session itsm.example#xxxxxx ended",
        "rest_api_key=DEADBEEF, next | rest_api_key=xxxxxx, next",
        "{\"SessionId\":\"abc\",\"TenantId\": \"t-1\"} | {\"SessionId\":\"xxxxxx\",\"TenantId\": \"xxxxxx\"}",
        "&quot;LoginId&quot;:&quot;svc&quot;, more | &quot;LoginId&quot;:&quot;xxxxxx&quot;, more",
        "Hostname=web01 down | Hostname=xxxxxx down",
        "Authorization: Basic dXNlcjpwYXNzd29yZA== | Authorization: Basic xxxxxx",
        "token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl here | token xxxxxx here",
        "id-eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl here | id-xxxxxx here",
        "x-apikey: 0123456789abcdef | x-apikey: xxxxxx",
        "{\"password\":\"open sesame\"} | {\"password\":\"xxxxxx sesame\"}",
        "see https://soc:pw@host/x | see https://xxxxxx@host/x"})
    void takesSecretsOutByTheirForm(String text, String masked) {
        assertThat(Secrets.byFormOnly().mask(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INC48213 2 malicious, 1 suspicious", "scan.zip: password unknown", "route poll-incidents started, residing: 4",
        "hxxps://login-portal[.]example/verify", "https://www.virustotal.com/gui/url/4e52", "", "[ref:9c1f77aa] part 1/1"})
    void leavesTheRestAlone(String text) {
        assertThat(Secrets.byFormOnly().mask(text)).isEqualTo(text);
    }

    @Test
    void maskingTwiceChangesNothingMore() {
        String once = KNOWN.mask("rest_api_key=7C1E00AA55EE&Signature=abc Basic dXNlcjpwYXNzd29yZA== https://a:b@c/");
        assertThat(KNOWN.mask(once)).isEqualTo(once);
    }

    @Test
    void longHostileLinesAreAnswered() {
        for (String text : List.of("a.".repeat(50_000), "https://".repeat(20_000),
                "x".repeat(200_000) + "@", "SessionId=".repeat(20_000), "eyJ".repeat(50_000), "-eyJ".repeat(50_000))) {
            assertTimeout(Duration.ofSeconds(5), () -> assertThat(KNOWN.mask(text)).isNotEmpty());
        }
    }

    @Test
    void nothingStaysNothing() {
        assertThat(KNOWN.mask(null)).isNull();
    }
}
