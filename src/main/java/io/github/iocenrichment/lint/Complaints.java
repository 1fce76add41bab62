package io.github.iocenrichment.lint;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The faults found so far, each once. */
final class Complaints {
    private final Set<Fault> faults = new LinkedHashSet<>();

    void add(Place place, int line, String problem, String remedy) {
        faults.add(new Fault(place.file(), line, place.route(), place.step(), problem, remedy));
    }

    /** By file and line. */
    List<Fault> inOrder() {
        List<Fault> all = new ArrayList<>(faults);
        all.sort(Fault.IN_ORDER);
        return all;
    }
}
