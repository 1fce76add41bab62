package io.github.iocenrichment.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** What one incident has taken of its part of a source's day; read and changed while the source's row is locked, so that it holds for all nodes. */
final class ShareAccount {
    /** Other questions of the incident go first and are being decided. */
    private static final Duration SOON = Duration.ofMillis(250);

    private final Handle handle;
    private final String source;
    private final Share share;
    private final Instant day;
    private final long left;

    private ShareAccount(Handle handle, String source, Share share, Instant day, long left) {
        this.handle = handle;
        this.source = source;
        this.share = share;
        this.day = day;
        this.left = left;
    }

    /**
     * Plans the share at the first call of the day.
     *
     * @param leftOfDay calls that the source's day has left; empty when it has no budget for the day, and then there is no share
     */
    static Optional<ShareAccount> planned(Handle handle, String source, Share share, OptionalLong leftOfDay, Instant now) {
        if (leftOfDay.isEmpty()) {
            return Optional.empty();
        }
        Instant day = QuotaWindow.DAY.start(now);
        handle.createUpdate("insert into source_share (source, rec_id, of_day, allowed, taken) values (:source, :recId, :day, :allowed, 0) on conflict do nothing")
                .bind("source", source).bind("recId", share.owner()).bind("day", day)
                .bind("allowed", Math.max(1, leftOfDay.getAsLong() * share.percent() / 100)).execute();
        long left = handle.createQuery("select allowed - taken from source_share where source = :source and rec_id = :recId and of_day = :day")
                .bind("source", source).bind("recId", share.owner()).bind("day", day).mapTo(Long.class).one();
        return Optional.of(new ShareAccount(handle, source, share, day, left));
    }

    /** Why nothing may be taken now; empty when a call may be made. */
    Optional<Spend> refusal(Instant now) {
        if (left <= 0) {
            return Optional.of(Spend.overShare(QuotaWindow.DAY.freeAgain(day)));
        }
        return left <= share.reserved() ? Optional.of(new Spend(false, now.plus(SOON))) : Optional.empty();
    }

    void take() {
        handle.createUpdate("update source_share set taken = taken + 1 where source = :source and rec_id = :recId and of_day = :day")
                .bind("source", source).bind("recId", share.owner()).bind("day", day).execute();
    }
}
