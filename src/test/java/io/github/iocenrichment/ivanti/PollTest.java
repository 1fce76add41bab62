package io.github.iocenrichment.ivanti;

import static io.github.iocenrichment.ivanti.Replies.NOW;
import static io.github.iocenrichment.ivanti.Replies.recId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PollTest {
    private static final Instant MARK = Instant.parse("2026-02-11T09:00:00Z");
    private final Poll start = Poll.start(MARK, Duration.ofMinutes(10), 3);

    @Test
    void asksBehindTheWatermark() {
        assertThat(start.since()).isEqualTo("2026-02-11T08:50:00Z");
        assertThat(start.skip()).isZero();
        assertThat(start.done()).isFalse();
    }

    @Test
    void goesOnByTheRowsReceivedUntilAPageIsShort() {
        Poll second = start.after(page(1, 3, "2026-02-11T09:05:00Z"), NOW);
        assertThat(second.skip()).isEqualTo(3);
        assertThat(second.done()).isFalse();
        Poll third = second.after(page(4, 2, "2026-02-11T09:40:00Z"), NOW);
        assertThat(third.skip()).isEqualTo(5);
        assertThat(third.done()).isTrue();
        assertThat(third.nextWatermark()).isEqualTo("2026-02-11T09:30:00Z");
    }

    @Test
    void aSmallerPageAsksForTheSameRowsAndARowThatIsPassedOverCountsAsReceived() {
        Poll second = start.after(page(1, 3, "2026-02-11T09:05:00Z"), NOW);
        assertThat(second.withTop(1)).isEqualTo(new Poll(MARK, Duration.ofMinutes(10), 1, 3, second.newestSeen(), second.lastPage(), false));
        assertThat(second.withTop(1).passingOver().skip()).isEqualTo(4);
        assertThat(second.passingOver().nextWatermark()).isEqualTo(second.nextWatermark());
    }

    @Test
    void brokenRowsCountAsReceived() {
        Poll next = start.after(new IncidentPage(List.of(incident(1, MARK)), List.of("row 2", "row 3"), 3, null), NOW);
        assertThat(next.skip()).isEqualTo(3);
        assertThat(next.done()).isFalse();
    }

    @Test
    void anEmptyPageEndsThePollAndLeavesTheWatermark() {
        Poll end = start.after(new IncidentPage(List.of(), List.of(), 0, null), NOW);
        assertThat(end.done()).isTrue();
        assertThat(end.nextWatermark()).isEqualTo(MARK);
    }

    @Test
    void theWatermarkNeverGoesBack() {
        assertThat(start.after(page(1, 1, "2026-02-11T08:51:00Z"), NOW).nextWatermark()).isEqualTo(MARK);
        assertThat(start.after(page(1, 1, "2026-02-11T09:09:59Z"), NOW).nextWatermark()).isEqualTo(MARK);
    }

    @Test
    void aCreationTimeFromTheFutureDoesNotCarryTheWatermarkAlong() {
        assertThat(start.after(page(1, 1, "2099-01-01T00:00:00Z"), NOW).nextWatermark()).isEqualTo(MARK);
    }

    @Test
    void aMissingCreationTimeIsNoTime() {
        assertThat(start.after(new IncidentPage(List.of(incident(1, null)), List.of(), 1, null), NOW).nextWatermark()).isEqualTo(MARK);
    }

    @Test
    void endsWhenIvantiGivesTheSamePageAgain() {
        Poll again = start.after(page(1, 3, "2026-02-11T09:05:00Z"), NOW).after(page(1, 3, "2026-02-11T09:05:00Z"), NOW);
        assertThat(again.done()).isTrue();
    }

    @Test
    void neverRunsForEver() {
        Poll poll = Poll.start(MARK, Duration.ofMinutes(10), 100);
        int pages = 0;
        while (!poll.done()) {
            poll = poll.after(page(pages++ * 100, 100, "2026-02-11T09:05:00Z"), NOW);
        }
        assertThat(pages).isEqualTo(Poll.MOST_ROWS / 100);
    }

    @Test
    void aPageThatCouldNotBeReadMovesNothing() {
        IncidentPage fault = new IncidentPage(List.of(), List.of(), 0, IvantiFault.of(IvantiFault.Kind.UNAVAILABLE, "connection refused"));
        assertThatIllegalArgumentException().isThrownBy(() -> start.after(fault, NOW));
    }

    private static IncidentPage page(int first, int rows, String created) {
        return new IncidentPage(IntStream.range(first, first + rows).mapToObj(i -> incident(i, Instant.parse(created))).toList(), List.of(), rows, null);
    }

    private static Incident incident(int number, Instant created) {
        return new Incident(recId(number), "" + number, "", "", "Logged", "3", created, null, "", "", false, "", "", "", "", "", "");
    }
}
