package io.github.iocenrichment.stage;

import io.github.iocenrichment.store.IncidentStore;
import java.util.Set;

/** The stages that an incident reaches, in their order; shown on the status page and counted in the metrics. */
public final class Stages {
    public static final String ADMITTED = IncidentStore.ADMITTED;
    public static final String COLLECTING = "collecting";
    public static final String COLLECTED = "collected";
    public static final String ENRICHING = "enriching";
    public static final String ENRICHED = "enriched";
    public static final String PUBLISHED = "published";
    public static final String RECORDED = "recorded";
    public static final String NOTED = "noted";
    /** Deleted in Ivanti meanwhile: nobody is left to inform. */
    public static final String DELETED = IncidentStore.DELETED;
    public static final String DONE = IncidentStore.DONE;

    private static final Set<String> BEFORE_ENRICHED = Set.of(ADMITTED, COLLECTING, COLLECTED, ENRICHING);

    private Stages() {
    }

    /** Whether the sources were asked and their answers judged. */
    public static boolean isEnriched(String stage) {
        return !BEFORE_ENRICHED.contains(stage);
    }
}
