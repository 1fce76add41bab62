package io.github.iocenrichment.stage;

import io.github.iocenrichment.ivanti.BusinessObject;
import io.github.iocenrichment.store.IncidentStore;
import io.github.iocenrichment.store.StoredIncident;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One line per stage and incident, with the incident's number and RecId in the MDC ({@code incident}, {@code recId}). Where work on an incident
 * ends, its task clears them; threads that look up for it carry them by {@link LogContext}.
 */
public final class IncidentLog {
    private static final Logger LOG = LoggerFactory.getLogger("incidents");
    private static final String REC_ID = "recId";
    private static final String INCIDENT = "incident";
    private static final String UNKNOWN = "INC?";

    private final IncidentStore incidents;

    public IncidentLog(IncidentStore incidents) {
        this.incidents = incidents;
    }

    /** What is logged on this thread from here on belongs to that incident, until the work on it ends. */
    public void open(String recId) {
        // a number never changes: it is read once for a piece of work
        if (!recId.equals(MDC.get(REC_ID)) || UNKNOWN.equals(MDC.get(INCIDENT))) {
            find(recId);
        }
    }

    /** The same, for whoever needs the incident as it is now. */
    public Optional<StoredIncident> find(String recId) {
        Optional<StoredIncident> incident = incidents.find(recId);
        MDC.put(REC_ID, recId);
        MDC.put(INCIDENT, incident.map(one -> BusinessObject.of(one.object()).name(one.number())).orElse(UNKNOWN));
        return incident;
    }

    public void line(String words) {
        LOG.info(words);
    }

    public void warning(String words) {
        LOG.warn(words);
    }
}
