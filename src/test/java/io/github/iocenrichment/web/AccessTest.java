package io.github.iocenrichment.web;

import static io.github.iocenrichment.web.Access.Credentials.MISSING;
import static io.github.iocenrichment.web.Access.Credentials.SUFFICIENT;
import static io.github.iocenrichment.web.Access.Credentials.WRONG;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
    private static final String TOKEN = "token-of-the-page:with-colon";
    private final Access access = new Access(TOKEN);

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theTokenIsABearerTokenOrThePasswordOfAnyUser() {
        assertThat(List.of("Bearer " + TOKEN, "bearer " + TOKEN, basic(":" + TOKEN), basic("anna:" + TOKEN)))
                .allSatisfy(header -> assertThat(access.check(List.of(header))).isEqualTo(SUFFICIENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer x", "Basic", "Basic ###", "Digest token-of-the-page:with-colon", "token-of-the-page:with-colon",
        "Bearer token-of-the-page:with-colon-and-more"})
    void anythingElseIsWrong(String header) {
        assertThat(access.check(List.of(header))).isEqualTo(WRONG);
    }

    @Test
    void noneIsMissingAndTwoAreWrong() {
        assertThat(access.check(List.of())).isEqualTo(MISSING);
        assertThat(access.check(List.of("Bearer " + TOKEN, "Bearer " + TOKEN))).isEqualTo(WRONG);
        assertThat(new Access(null).check(List.of())).isEqualTo(SUFFICIENT);
    }

    @Test
    void aUserNameIsOneBoundedLineAndNeverTheToken() {
        assertThat(access.user(basic("anna:x"))).isEqualTo("anna");
        assertThat(access.user(basic("anna\r\nERROR forged\u202e:x"))).isEqualTo("anna ERROR forged");
        assertThat(access.user(basic("a".repeat(5000) + ":x"))).hasSizeLessThanOrEqualTo(61);
        assertThat(access.user(basic(TOKEN.replace(":", "") + ":"))).doesNotContain("(the token)");
        assertThat(new Access("token-without-colon").user(basic("token-without-colon:"))).isEqualTo("(the token)");
        assertThat(access.user("Bearer " + TOKEN)).isEmpty();
        assertThat(access.user("Basic ###")).isEmpty();
    }
}
