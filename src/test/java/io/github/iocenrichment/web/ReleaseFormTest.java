package io.github.iocenrichment.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A button counts only when it was pressed on our own page. */
class ReleaseFormTest {
    private static final Map<String, String> OWN = Map.of("host", "127.0.0.1:8080", "Origin", "http://127.0.0.1:8080", "sec-fetch-site", "same-origin");
    private final ReleaseForm form = new ReleaseForm("t0ken");

    /** @param body as it is sent, its values plain but for the bar */
    private ReleaseForm.Order read(String body, Map<String, String> headers) {
        return form.read(Stream.of(body.replace("%7C", "|").split("&")).map(pair -> pair.split("="))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])), headers);
    }

    @Test
    void ownPageCounts() {
        assertThat(read("token=t0ken&id=enrich%7CFF49&action=release", OWN))
                .isEqualTo(new ReleaseForm.Order(ReleaseForm.Action.RELEASE, "enrich|FF49", 0, null, null, "/"));
        assertThat(read("token=t0ken&id=a&action=drop", Map.of()).action()).isEqualTo(ReleaseForm.Action.DROP);
        assertThat(read("token=t0ken&id=a", OWN).action()).isEqualTo(ReleaseForm.Action.RELEASE);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({"Origin,http://evil.example", "Origin,null", "Origin,http://127.0.0.1:8080.evil.example", "Origin,not an address", "Sec-Fetch-Site,cross-site",
        "Sec-Fetch-Site,same-site"})
    void anotherSiteIsRefused(String header, String value) {
        ReleaseForm.Order order = read("token=t0ken&id=a", Map.of("Host", "127.0.0.1:8080", header, value));

        assertThat(order.isRefused()).isTrue();
        assertThat(order.status()).isEqualTo(403);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"token=wrong&id=a,403", "id=a,403", "token=t0ken,400", "token=t0ken&id=a&action=explode,400"})
    void aBadFormIsRefused(String body, int status) {
        assertThat(read(body, OWN).status()).isEqualTo(status);
    }

    @Test
    void emptyAndOverlongAreRefused() {
        assertThat(form.read("no form", OWN).status()).isEqualTo(403);
        assertThat(read("token=t0ken&id=" + "a".repeat(5000), OWN).status()).isEqualTo(400);
    }
}
