package io.github.iocenrichment.source;

import static io.github.iocenrichment.source.Replies.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.indicator.IndicatorType;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which state follows from the status and the body of an answer of VirusTotal, and what a used-up quota says. */
class VirusTotalRefusalsTest {
    private static final String SHA256 = "dbd76649d937961fce52934165c41fe21d931c1befb623c3bee2533d887f75ec";

    private final VirusTotalReader reader = new VirusTotalReader();

    private Reading file(HttpReply reply) {
        return reader.read(IndicatorType.SHA256, SHA256, reply, NOW);
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            # status ! body ! state ! outage
            200 ! html                                                                ! failed       ! true
            200 ! empty                                                               ! failed       ! true
            200 ! {"data": {"attributes": {"last_analysis_stats": {"malic             ! failed       ! true
            200 ! {"data": null}                                                      ! failed       ! false
            200 ! {"data": {"attributes": {"sha256": "00"}}}                          ! failed       ! false
            204 ! empty                                                               ! failed       ! false
            302 ! html                                                                ! failed       ! false
            400 ! {"error": {"code": "InvalidArgumentError", "message": "Bad <b>x"}}  ! rejected     ! false
            400 ! {"error": {"code": "BrandNewError"}}                                ! rejected     ! false
            400 ! {"error": {"code": "NotAvailableYet", "message": "wait"}}           ! pending      ! false
            400 ! html                                                                ! rejected     ! false
            401 ! {"error": {"code": "AuthenticationRequiredError"}}                  ! unauthorised ! false
            401 ! {"error": {"code": "WrongCredentialsError"}}                        ! unauthorised ! false
            403 ! {"error": {"code": "ForbiddenError"}}                               ! rejected     ! false
            403 ! {"error": {"code": "BrandNewError"}}                                ! unauthorised ! false
            403 ! html                                                                ! failed       ! true
            404 ! {"error": {"code": "NotFoundError", "message": "not found"}}        ! not-found    ! false
            404 ! {"message": "no such route"}                                        ! failed       ! false
            404 ! html                                                                ! failed       ! true
            404 ! empty                                                               ! failed       ! false
            409 ! {"error": {"code": "AlreadyExistsError"}}                           ! pending      ! false
            424 ! {"error": {"code": "FailedDependencyError"}}                        ! failed       ! true
            429 ! {"error": {"code": "QuotaExceededError"}}                           ! quota        ! false
            429 ! html                                                                ! quota        ! false
            503 ! {"error": {"code": "TransientError"}}                               ! failed       ! true
            504 ! {"error": {"code": "DeadlineExceededError"}}                        ! failed       ! true
            520 ! html                                                                ! failed       ! true
            """)
    void statusAndBodyMakeTheState(int status, String body, String state, boolean outage) {
        Reading reading = file(Replies.body(status, body));
        assertThat(reading.answer().state().label()).isEqualTo(state);
        assertThat(reading.outage()).isEqualTo(outage);
        assertThat(reading.answer().reason()).isNotBlank().hasSizeLessThan(200).doesNotContain("<", ">");
    }

    @ParameterizedTest(name = "[{0}] after {1} x 429 -> {2}")
    @CsvSource(delimiter = '!', textBlock = """
            Server: x                                 ! 0 ! minute ! 2026-11-23T14:31:20Z
            Retry-After: 17                           ! 0 ! minute ! 2026-11-23T14:30:37Z
            Retry-After: Mon, 23 Nov 2026 15:00:00 GMT ! 0 ! minute ! 2026-11-23T15:00:00Z
            Retry-After: -17                          ! 0 ! minute ! 2026-11-23T14:31:20Z
            Retry-After: 9999999999                   ! 0 ! minute ! 2026-11-23T14:31:20Z
            Server: x                                 ! 1 ! day    ! 2026-11-24T00:00:00Z
            Retry-After: 17                           ! 1 ! day    ! 2026-11-24T00:00:00Z
            """)
    void theFirst429IsTheMinutesTheSecondInARowTheDays(String headers, int before, String window, Instant again) {
        HttpReply reply = Replies.with(Replies.json(429, "{\"error\": {\"code\": \"QuotaExceededError\"}}"), headers);
        Reading reading = reader.read(IndicatorType.SHA256, SHA256, reply, NOW, before);
        assertThat(reading.answer().askAgainAt()).isEqualTo(again);
        assertThat(reading.quota()).containsExactly(new QuotaNotice(window, null, 0L, again));
        assertThat(reading.outage()).isFalse();
    }
}
