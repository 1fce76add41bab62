package io.github.iocenrichment.lint;

import io.github.iocenrichment.settings.NearestName;
import io.github.iocenrichment.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** All files of routes taken together: the schema, the conventions, and that everything which a route names is there. */
public final class RouteLint {
    /** So often at the most are the routes read for what their variables hold: one may hold what another one held. */
    private static final int READINGS = 3;
    /** The keys in a Kamelet below which its steps stand. */
    private static final List<String> WAY = List.of("spec", "template", "from");

    private final LintSubject subject;
    private final Complaints complaints = new Complaints();
    private final Map<String, YamlNode> files = new LinkedHashMap<>();
    private final Variables variables = new Variables();

    private RouteLint(LintSubject subject) {
        this.subject = subject;
        subject.variables().forEach(name -> variables.set(name, Optional.empty()));
    }

    /**
     * What was found.
     *
     * @param faults what is wrong, by file and line
     * @param starts endpoints within the program from which routes start; empty when a file cannot be read
     */
    public record Findings(List<Fault> faults, Optional<Set<String>> starts) {
    }

    /** Checks these files, taken together. */
    public static Findings check(RouteFiles files, LintSubject subject) {
        RouteLint lint = new RouteLint(subject);
        files.faults().forEach(fault -> lint.complaints.add(Place.of(fault.file()), fault.line(), fault.problem(), fault.remedy()));
        files.texts().forEach((file, text) -> lint.files.put(file, RouteFiles.parse(file, text, lint.complaints)));
        if (!lint.complaints.inOrder().stream().allMatch(files.faults()::contains)) {
            // whatever else would be missed may stand in the file that cannot be read
            return new Findings(lint.complaints.inOrder(), Optional.empty());
        }
        lint.schema();
        Set<String> starts = lint.read();
        return new Findings(lint.complaints.inOrder(), Optional.of(starts));
    }

    private void schema() {
        DslSchema schema = DslSchema.load();
        SchemaCheck check = new SchemaCheck(complaints);
        files.forEach((file, root) -> {
            if (RouteFiles.isKamelet(file)) {
                Place place = Place.of(file).route(RouteFiles.kameletName(file));
                new KameletHead(complaints).check(place, root);
                YamlNode template = root.at("spec").at("template");
                if (template.has("from")) {
                    check.check(place, "from", template.at("from"), schema.from());
                } else if (Stream.of(root, root.at("spec"), template).flatMap(node -> node.entries().stream()).map(YamlNode.Entry::key)
                        .noneMatch(key -> !WAY.contains(key) && NearestName.close(key, WAY).isPresent())) {
                    complaints.add(place, template.line(), "has no spec.template.from", "begin its steps with 'from: {uri: kamelet:source, steps: …}'");
                }
                return;
            }
            for (YamlNode entry : root.items()) {
                if (entry.has("from")) {
                    complaints.add(Place.of(file), entry.lineOf("from"), "the entry 'from' is a route in short", "write '- route:' with 'from' inside it");
                } else {
                    check.check(Place.of(file), "entry", entry, schema.file());
                }
            }
        });
    }

    /** Reads the routes until it is known what their variables hold, then once more for what is wrong with them. */
    private Set<String> read() {
        Object known = null;
        for (int i = 0; i < READINGS && !variables.known().equals(known); i++) {
            known = variables.known();
            variables.forgetOpen();
            subject.variables().forEach(name -> variables.set(name, Optional.empty()));
            new RouteReading(files, subject, (language, expression, condition) -> Optional.empty(), variables, new Complaints(), true).all();
        }
        RouteReading last = new RouteReading(files, subject, subject.languages(), variables, complaints, false);
        last.all();
        last.journey();
        new MessageNames(subject, complaints).check(files);
        return last.starts();
    }
}
