package io.github.iocenrichment.enrich;

import java.util.List;

/** CVEs that one call to EPSS asks about. */
public final class EpssBatch {
    private final List<LookUp> lookUps;

    EpssBatch(List<LookUp> lookUps) {
        this.lookUps = List.copyOf(lookUps);
    }

    /** The CVEs as the vendor wants them: joined by commas. */
    public String getCves() {
        return String.join(",", ids());
    }

    List<String> ids() {
        return lookUps.stream().map(LookUp::getValue).toList();
    }

    List<LookUp> lookUps() {
        return lookUps;
    }
}
