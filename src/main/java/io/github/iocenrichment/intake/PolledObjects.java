package io.github.iocenrichment.intake;

import io.github.iocenrichment.ivanti.BusinessObject;
import io.github.iocenrichment.store.IncidentStore;
import io.github.iocenrichment.store.StoredIncident;

/** Which business object of Ivanti a record that was taken in belongs to. */
public final class PolledObjects {
    private final IncidentStore incidents;

    public PolledObjects(IncidentStore incidents) {
        this.incidents = incidents;
    }

    /** That of the record; incident for one that was never taken in. */
    public BusinessObject of(String recId) {
        return incidents.find(recId).map(StoredIncident::object).map(BusinessObject::of).orElse(BusinessObject.INCIDENT);
    }

    /** Path of the record in Ivanti. */
    public String path(String recId) {
        return of(recId).path(recId);
    }
}
