package io.github.iocenrichment.ivanti;

import io.github.iocenrichment.http.HttpReply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One page of incidents.
 *
 * @param incidents the sound ones, in the order of the page
 * @param broken    what was wrong with the others, one line each; they do not stop the page
 * @param rows      rows received, broken ones included: what {@code $skip} grows by
 * @param fault     null when the page was read, be it empty
 */
public record IncidentPage(List<Incident> incidents, List<String> broken, int rows, IvantiFault fault) {

    public IncidentPage {
        incidents = List.copyOf(incidents);
        broken = List.copyOf(broken);
    }

    public static IncidentPage read(HttpReply reply, IncidentFields fields, Instant now) {
        Rows list = Rows.read(reply, now);
        List<Incident> incidents = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        for (int i = 0; i < list.rows().size(); i++) {
            int row = i + 1;
            Incident.from(list.rows().get(i), fields).ifPresentOrElse(incidents::add,
                    () -> broken.add("row " + row + " of " + list.rows().size() + " has no sound " + fields.name(IncidentFields.REC_ID)));
        }
        return new IncidentPage(incidents, broken, list.rows().size(), list.fault());
    }

    public boolean isFault() {
        return fault != null;
    }
}
