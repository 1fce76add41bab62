package io.github.iocenrichment.lint;

import io.github.iocenrichment.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The faults found so far, each once. */
final class Complaints {
    private final Set<Fault> faults = new LinkedHashSet<>();
    private final Set<String> unread = new HashSet<>();

    void add(Place place, int line, String problem, String remedy) {
        faults.add(new Fault(place.file(), line, place.route(), place.step(), problem, remedy));
    }

    /** Takes what could not be read: what is written in it may be what is missed elsewhere. */
    void unread(YamlNode node) {
        if (node.isScalar()) {
            unread.add(node.text());
        }
        node.items().forEach(this::unread);
        node.entries().forEach(entry -> unread(entry.value()));
    }

    /** That something is not there, unless it stands where nothing could be read. */
    void absent(String name, Place place, int line, String problem, String remedy) {
        if (!unread.contains(name)) {
            add(place, line, problem, remedy);
        }
    }

    /** By file and line. */
    List<Fault> inOrder() {
        List<Fault> all = new ArrayList<>(faults);
        all.sort(Fault.IN_ORDER);
        return all;
    }
}
