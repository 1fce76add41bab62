package io.github.iocenrichment.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlPrivacyTest {
    private static final String JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '!', textBlock = """
            https://alice:pw@host.example/a                       ! https://host.example/a                          ! user info
            https://paypal.com@evil.example/                      ! https://evil.example/                           ! user info
            https://a@b@evil.example/                             ! https://evil.example/                           ! user info
            https://h.example/?token=abc                          ! https://h.example/?token=masked                 ! token
            https://h.example/?a=1&TOKEN=abc&b=2#x                ! https://h.example/?a=1&TOKEN=masked&b=2#x       ! TOKEN
            https://h.example/?a=1;sig=abc                        ! https://h.example/?a=1;sig=masked               ! sig
            https://h.example/?%74oken=abc                        ! https://h.example/?%74oken=masked               ! token
            https://h.example/?access_token=a&X-Amz-Signature=b   ! https://h.example/?access_token=masked&X-Amz-Signature=masked ! access_token+X-Amz-Signature
            https://h.example/?user[password]=hunter2             ! https://h.example/?user[password]=masked        ! user[password]
            https://h.example/#access_token=abc&state=1           ! https://h.example/#access_token=masked&state=1  ! access_token
            https://h.example/#/route?token=abc                   ! https://h.example/#/route?token=masked          ! token
            https://h.example/a;jsessionid=ABC123/b?c=d           ! https://h.example/a;jsessionid=masked/b?c=d     ! jsessionid
            https://h.example/?next=https://i.example/?token=abc  ! https://h.example/?next=https://i.example/?token=masked ! token
            https://h.example/?next=https%3A%2F%2Fi.example%2F%3Ftoken%3Dabc ! https://h.example/?next=https%3A%2F%2Fi.example%2F%3Ftoken%3Dmasked ! token
            https://h.example/?u=https%253A%252F%252Fi.example%252F%253Fsig%253Dab ! https://h.example/?u=https%253A%252F%252Fi.example%252F%253Fsig%253Dmasked ! sig
            https://h.example/?u=https%253A%252F%252Fjo%253Apw%2540i.example%252F ! https://h.example/?u=https%253A%252F%252Fi.example%252F ! user info
            https://h.example/?code=4%2F0AX4XfWh12345             ! https://h.example/?code=masked                  ! code
            https://h.example/?k=AKIAIOSFODNN7EXAMPLE             ! https://h.example/?k=masked                     ! access key
            """)
    void secretsAreMasked(String url, String expected, String what) {
        UrlPrivacy.Masked masked = UrlPrivacy.mask(url);
        assertThat(masked.url()).isEqualTo(expected);
        assertThat(String.join("+", masked.masked())).isEqualTo(what);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://h.example/?x=%s", "https://h.example/reset/%s/now", "https://h.example/#%s", "https://h.example/?%s"})
    void aJwtIsMaskedWhereverItStands(String form) {
        UrlPrivacy.Masked masked = UrlPrivacy.mask(form.formatted(JWT));
        assertThat(masked.url()).isEqualTo(form.formatted("masked"));
        assertThat(masked.masked()).containsExactly("JWT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://h.example/", "https://h.example/a@b/c?d=e%20f&g=%ZZ+h#i", "http://198.51.100.7:8080/x.exe?id=7&lang=en",
        "https://h.example/?token=", "https://h.example/?code=de&key=1", "https://h.example/?q=tokens+of+love&page=2", "https://h.example/?tokenize", "",
        "https://h.example/?next=/home%3Fa%3D1"})
    void everythingElseStaysAsWritten(String url) {
        UrlPrivacy.Masked masked = UrlPrivacy.mask(url);
        assertThat(masked.url()).isEqualTo(url);
        assertThat(masked.isMasked()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"eyJ", "-eyJ", "eyJ.", "eyJabcdefghi.", "a=eyJ&", "?a=", "%25", ";a", "key", "ghp_", "//@", "#"})
    void noAddressMakesItSlow(String piece) {
        String url = "https://h.example/?q=" + piece.repeat(30_000);
        assertTimeout(Duration.ofSeconds(5), () -> UrlPrivacy.mask(url));
    }

    @Test
    void onlyTheJwtItselfIsTakenOut() {
        assertThat(UrlPrivacy.mask("https://h.example/?x=id-" + JWT + "&y=eyJshort.abcd").url()).isEqualTo("https://h.example/?x=id-masked&y=eyJshort.abcd");
    }

    @Property(tries = 300)
    void whatIsMaskedIsMaskedOnce(@ForAll @StringLength(max = 80) String tail) {
        String once = UrlPrivacy.mask("https://h.example/" + tail).url();
        assertThat(UrlPrivacy.mask(once).url()).isEqualTo(once);
    }

    @Property(tries = 100)
    void noSecretSurvives(@ForAll @AlphaChars @StringLength(min = 12, max = 40) String secret) {
        assertThat(UrlPrivacy.mask("https://u:Q" + secret + "@h.example/p?password=Q" + secret + "&a=1#sig=Q" + secret).url()).doesNotContain("Q" + secret);
    }
}
