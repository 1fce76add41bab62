package io.github.iocenrichment.cli;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.stix.FoundBundle;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** What files gave, as one STIX 2.1 bundle; what was not read or has no place in it is said on standard error. */
final class FoundStix implements FoundOutput {
    private final PrintStream out;
    private final FoundBundle bundle;

    FoundStix(PrintStream out) throws IOException {
        this.out = out;
        this.bundle = new FoundBundle(out, Instant.now());
    }

    @Override
    public void print(Path file, List<Indicator> found, List<String> problems) throws IOException {
        bundle.add(found);
        FoundOutput.report(file, problems);
    }

    @Override
    public void end() throws IOException {
        bundle.close();
        out.println();
        if (!bundle.leftOut().isEmpty()) {
            System.err.println("not in the bundle, since they must not leave or STIX has no object for them: "
                    + bundle.leftOut().entrySet().stream().map(type -> type.getValue() + " " + type.getKey().label()).sorted()
                    .collect(Collectors.joining(", ")));
        }
    }
}
