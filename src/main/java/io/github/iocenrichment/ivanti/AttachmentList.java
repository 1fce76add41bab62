package io.github.iocenrichment.ivanti;

import io.github.iocenrichment.http.HttpReply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The child rows of one record, attachments or journal entries, each once: one answer, by whichever of the two ways was asked.
 *
 * @param rows   the sound ones
 * @param broken what was wrong with the others, one line each
 * @param received rows received, broken ones included: what {@code $skip} grows by
 * @param counted  rows that there are by Ivanti's own count, which may be too small; 0 when it does not say
 * @param fault  null when the list was read, be it empty
 */
public record AttachmentList(List<AttachmentRow> rows, List<String> broken, int received, long counted, @Nullable IvantiFault fault) {
    /** No tenant is known whose pages are shorter when no size was asked for; the size that Ivanti takes then is not documented. */
    private static final int SHORTEST_PAGE = 10;

    public AttachmentList {
        rows = List.copyOf(rows);
        broken = List.copyOf(broken);
    }

    public static AttachmentList read(HttpReply reply, Instant now) {
        Rows list = Rows.read(reply, now);
        Map<String, AttachmentRow> rows = new LinkedHashMap<>();
        List<String> broken = new ArrayList<>();
        for (int i = 0; i < list.rows().size(); i++) {
            int row = i + 1;
            AttachmentRow.from(list.rows().get(i)).ifPresentOrElse(found -> rows.putIfAbsent(found.recId(), found),
                    () -> broken.add("row " + row + " of " + list.rows().size() + " has no sound RecId"));
        }
        return new AttachmentList(List.copyOf(rows.values()), broken, list.rows().size(), list.counted(), list.fault());
    }

    /** Whether an answer for which no size of page was asked may be only the first page. */
    public boolean mayBeCut() {
        return received >= SHORTEST_PAGE || counted > received;
    }

    /** Whether a page for which the largest size was asked may be followed by another. */
    public boolean isFullPage() {
        return received >= IvantiPath.MOST_ROWS;
    }

    public boolean isFault() {
        return fault != null;
    }
}
