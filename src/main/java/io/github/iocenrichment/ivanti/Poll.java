package io.github.iocenrichment.ivanti;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One poll on its way through the pages. Immutable: {@link #after} gives the poll behind a page that was durably recorded.
 *
 * @param watermark  everything created before it, less the overlap, is known
 * @param overlap    how far behind the watermark each poll asks: incidents become visible minutes after their creation time
 * @param top        page size
 * @param skip       rows received so far
 * @param newestSeen newest creation time seen; null when none was
 * @param lastPage   RecIds of the last page
 * @param done       whether there is no further page to ask for
 */
public record Poll(Instant watermark, Duration overlap, int top, int skip, @Nullable Instant newestSeen, List<String> lastPage, boolean done) {
    /** Rows of one poll; the rest comes with the next, which starts where this one ended. */
    static final int MOST_ROWS = 100_000;

    public static Poll start(Instant watermark, Duration overlap, int top) {
        return new Poll(watermark, overlap, top, 0, null, List.of(), false);
    }

    /** From when on incidents are asked for. */
    public Instant since() {
        return watermark.minus(overlap);
    }

    /**
     * The poll behind a page. It ends with a page shorter than {@link #top}; {@code @odata.count} is not to be trusted. It also
     * ends when Ivanti gives the same page again, or at a bound: a poll never runs for ever.
     *
     * @param now the time: a creation time ahead of it must not carry the watermark along
     */
    public Poll after(IncidentPage page, Instant now) {
        if (page.isFault()) {
            throw new IllegalArgumentException("a page that could not be read moves nothing");
        }
        Instant newest = newestSeen;
        for (Incident incident : page.incidents()) {
            Instant created = incident.createdAt();
            if (created != null && !created.isAfter(now) && (newest == null || created.isAfter(newest))) {
                newest = created;
            }
        }
        List<String> ids = page.incidents().stream().map(Incident::recId).toList();
        int received = skip + page.rows();
        boolean again = !ids.isEmpty() && ids.equals(lastPage);
        return new Poll(watermark, overlap, top, received, newest, ids, page.rows() < top || again || received >= MOST_ROWS);
    }

    /** The same with another page size. */
    public Poll withTop(int rows) {
        return new Poll(watermark, overlap, rows, skip, newestSeen, lastPage, done);
    }

    /** The poll behind a row that cannot be read. */
    public Poll passingOver() {
        return new Poll(watermark, overlap, top, skip + 1, newestSeen, List.of(), done);
    }

    /** Where the next poll starts: never back, never past the newest creation time seen less the overlap. */
    public Instant nextWatermark() {
        Instant next = newestSeen == null ? watermark : newestSeen.minus(overlap);
        return next.isAfter(watermark) ? next : watermark;
    }
}
