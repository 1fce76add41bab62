package io.github.iocenrichment.intelx;

import io.github.iocenrichment.stix.ContainerObjects;
import io.github.iocenrichment.stix.StixPackage;
import io.github.iocenrichment.stix.StixSchemas;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes a message when none of its objects is bad, else refuses the whole. */
final class RefusingPlatform {
    private final ContainerObjects containers;
    private final Set<String> arrived = new LinkedHashSet<>();
    private int sends;

    RefusingPlatform(ContainerObjects containers) {
        this.containers = containers;
    }

    Set<String> arrived() {
        return arrived;
    }

    int sends() {
        return sends;
    }

    /** Sends until nothing is in question; at least one object must be bad. */
    Bisection search(StixPackage message, Set<String> bad) {
        Bisection search = Bisection.of(message, 2, "refused: the whole");
        while (!search.isDone()) {
            StixPackage next = search.next(containers).orElseThrow();
            StixSchemas.assertValid(next.all());
            sends++;
            Set<String> ids = next.objects().stream().map(object -> object.path("id").asText()).collect(Collectors.toSet());
            if (ids.stream().noneMatch(bad::contains)) {
                arrived.addAll(ids);
                search = search.accepted();
            } else {
                search = search.refused("refused: " + ids.stream().filter(bad::contains).findFirst().orElseThrow());
            }
        }
        return search;
    }
}
