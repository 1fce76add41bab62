package io.github.iocenrichment.ivanti;

import io.github.iocenrichment.http.HttpReply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One page of incidents.
 *
 * @param incidents the sound ones, in the order of the page
 * @param broken    what was wrong with the others, one line each; they do not stop the page
 * @param rows      rows received, broken ones included: what {@code $skip} grows by
 * @param fault     null when the page was read, be it empty
 * @param names     names of the fields that any row carries
 */
public record IncidentPage(List<Incident> incidents, List<String> broken, int rows, @Nullable IvantiFault fault, Set<String> names) {

    public IncidentPage(List<Incident> incidents, List<String> broken, int rows, IvantiFault fault) {
        this(incidents, broken, rows, fault, Set.of());
    }

    public IncidentPage {
        names = Set.copyOf(names);
        incidents = List.copyOf(incidents);
        broken = List.copyOf(broken);
    }

    public static IncidentPage read(HttpReply reply, IncidentFields fields, Instant now) {
        Rows list = Rows.read(reply, now);
        List<Incident> incidents = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < list.rows().size(); i++) {
            int row = i + 1;
            list.rows().get(i).fieldNames().forEachRemaining(names::add);
            Incident.from(list.rows().get(i), fields).ifPresentOrElse(incidents::add,
                    () -> broken.add("row " + row + " of " + list.rows().size() + " has no sound " + fields.name(IncidentFields.REC_ID)));
        }
        return new IncidentPage(incidents, broken, list.rows().size(), list.fault(), names);
    }

    public boolean isFault() {
        return fault != null;
    }
}
