package io.github.iocenrichment.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source's quota as the status page shows it.
 *
 * @param source      the source's name
 * @param closedUntil the vendor lets nobody in before this time; null when it is open
 * @param windows     its windows, shortest first
 */
public record QuotaView(String source, @Nullable Instant closedUntil, List<Window> windows) {

    public QuotaView {
        windows = List.copyOf(windows);
    }

    /**
     * One window of it.
     *
     * @param window  the window
     * @param limit   calls that may be made in it
     * @param spent   calls that count in it now
     * @param freesAt when the first of them no longer counts; null when none was made
     */
    public record Window(QuotaWindow window, long limit, long spent, @Nullable Instant freesAt) {

        public long remaining() {
            return Math.max(0, limit - spent);
        }
    }
}
