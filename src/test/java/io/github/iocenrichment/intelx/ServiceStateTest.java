package io.github.iocenrichment.intelx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceStateTest {
    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            200 ! {'status':'success'}                 ! ``
            200 ! {'status':'degraded'}                ! its heartbeat says 'degraded'
            503 ! <html>away</html>                    ! its heartbeat answers 503
            200 ! <html>a page for people</html>       ! ``
            403 ! {'detail':'not for this role'}       ! ``
            404 ! ``                                   ! ``
            """)
    void aHeartbeatIsBelievedWhenItSpeaks(int status, String body, String words) {
        assertThat(ServiceState.heartbeat(Replies.reply(status, body.replace('\'', '"'))).orElse("")).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            200 ! {'status':'ok','components':{'database':'ok','ces':'ok'}}                  ! ``
            503 ! {'status':'unhealthy','components':{'database':'unhealthy','ces':'ok'}}    ! a part of it that takes no packages in is unhealthy: database
            503 ! {'status':'unhealthy'}                                                     ! a part of it that takes no packages in is unhealthy
            503 ! <html>a proxy</html>                                                       ! ``
            404 ! {'detail':'Not found.'}                                                    ! ``
            403 ! {'status':'unhealthy'}                                                     ! ``
            """)
    void ofAnOlderPlatformNothingIsSaid(int status, String body, String words) {
        assertThat(ServiceState.readiness(Replies.reply(status, body.replace('\'', '"'))).orElse("")).isEqualTo(words);
    }
}
