package io.github.iocenrichment.intelx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RequestSignerTest {
    private static final String ACCESS_ID = "5b0c1d6e-7f3a-4a58-9b21-0d4c7e5f8a90";
    private static final String SECRET = "kq7Zt0WcR2mVx9BdL5sYpH3uEaJ8nGfT";

    @Test
    void theVendorsTestVectorComesOut() {
        Clock clock = Clock.fixed(Instant.ofEpochSecond(1767225618L - 25), ZoneOffset.UTC);

        assertThat(new RequestSigner(ACCESS_ID, SECRET, clock).query())
                .isEqualTo("AccessID=" + ACCESS_ID + "&Expires=1767225618&Signature=f%2BLgU%2BjRpMLtZr2fgA0%2Fcn3ENbQ%3D");
    }

    @Test
    void anAddressThatHasWaitedIsSignedAgain() {
        RequestSigner signer = new RequestSigner(ACCESS_ID, SECRET, Clock.fixed(Instant.ofEpochSecond(1767225618L - 25), ZoneOffset.UTC));
        assertThat(signer.signedNow("/ctixapi/x/?page=1&AccessID=" + ACCESS_ID + "&Expires=1&Signature=old")).isEqualTo(
                "/ctixapi/x/?page=1&AccessID=" + ACCESS_ID + "&Expires=1767225618&Signature=f%2BLgU%2BjRpMLtZr2fgA0%2Fcn3ENbQ%3D");
        assertThat(signer.signedNow("/ctixapi/ctix21/taxii2/")).isEqualTo("/ctixapi/ctix21/taxii2/");
    }

    @Test
    void nothingOfItShowsInLogs() {
        RequestSigner signer = new RequestSigner(ACCESS_ID, SECRET, Clock.systemUTC());

        assertThat(signer.toString()).doesNotContain(ACCESS_ID).doesNotContain(SECRET);
        assertThatThrownBy(() -> new RequestSigner(ACCESS_ID, " ", Clock.systemUTC())).hasMessageNotContaining(ACCESS_ID);
    }
}
