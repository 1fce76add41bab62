package io.github.iocenrichment.ivanti;

import io.github.iocenrichment.source.HttpReply;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The attachments of a ticket, each once, by whichever of the two ways they were asked for.
 *
 * @param rows   the sound ones
 * @param broken what was wrong with the others, one line each
 * @param fault  null when the list was read, be it empty
 */
public record AttachmentList(List<AttachmentRow> rows, List<String> broken, IvantiFault fault) {

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
                    () -> broken.add("attachment " + row + " of " + list.rows().size() + " has no sound RecId"));
        }
        return new AttachmentList(List.copyOf(rows.values()), broken, list.fault());
    }

    public boolean isFault() {
        return fault != null;
    }
}
