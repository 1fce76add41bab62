package io.github.iocenrichment.intelx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.http.HttpReply;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often the key may call, as the platform says it: numbers as texts, or nothing. */
class KeyLimitsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            200 ! {'openapi_cred_api_limit_per_minute':'100','openapi_cred_api_limit_per_hour':'5000','openapi_cred_api_limit_per_day':'30000','cumulative_openapi_cred_limit_per_day':'100000','cumulative_openapi_cred_limit_per_month':'3000000'} ! our key may make 100 calls a minute, 5,000 an hour, 30,000 a day; all keys together 100,000 calls a day, 3,000,000 a month
            200 ! {'openapi_cred_api_limit_per_minute':60,'openapi_cred_api_limit_per_hour':{},'openapi_cred_api_limit_per_day':null} ! our key may make 60 calls a minute
            200 ! {'openapi_cred_api_limit_per_hour':'70','openapi_cred_api_limit_per_minute':'unlimited'}  ! our key may make 70 calls an hour
            200 ! {'cumulative_openapi_cred_limit_per_day':'9'}                                             ! all keys together 9 calls a day
            200 ! {'openapi_cred_api_limit_per_minute':'0','openapi_cred_api_limit_per_hour':'0'}          ! our key has no limit
            200 ! {'openapi_cred_api_limit_per_minute':'-1'}                                                ! ``
            200 ! <html></html>                                                                             ! ``
            200 ! []                                                                                        ! ``
            403 ! {'openapi_cred_api_limit_per_minute':'100'}                                               ! ``
            404 ! ``                                                                                        ! ``
            """)
    void areReadAsFarAsTheyAreStated(int status, String body, String words) {
        HttpReply reply = new HttpReply(status, Map.of(), body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        assertThat(KeyLimits.read(reply).map(KeyLimits::words).orElse("")).isEqualTo(words);
    }
}
