package io.github.iocenrichment.lint;

import io.github.iocenrichment.settings.NearestName;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The added outputs that routes call: whether each is one, and whether its name is that of the settings. */
final class AddedOutputCalls {
    /** How the Kamelets call the output that they are given. */
    static final String OWN_WAY = ":address";
    private static final String PREFIX = "output.";
    private static final String ADDRESS = ".base-url";

    private final LintSubject subject;
    private final Complaints complaints;
    private final Map<String, Call> calls = new TreeMap<>();

    /** Where an output is called first. */
    private record Call(Place place, int line) {
    }

    AddedOutputCalls(LintSubject subject, Complaints complaints) {
        this.subject = subject;
        this.complaints = complaints;
    }

    private boolean isKnown(String output) {
        return subject.settings().containsKey(PREFIX + output + ADDRESS);
    }

    /** Notes the call of a scheme, which may be that of an output. */
    void use(String scheme, Place place, int line) {
        if (isKnown(scheme)) {
            calls.putIfAbsent(scheme, new Call(place, line));
        }
    }

    /** Whether a Kamelet for outputs is given one; a complaint when it is not. */
    boolean isOne(String name, Place place, int line) {
        if (isKnown(name)) {
            return true;
        }
        boolean free = name.matches("[a-z][a-z0-9-]{0,40}") && !subject.schemes().containsKey(name) && Component.of(name).isEmpty();
        complaints.add(place, line, "no output '" + name + "'", free ? "restart the product: it learns of an output when it starts"
                : "name it by small letters, digits and dashes, and not as a component or a system of the product");
        return false;
    }

    /** An output without an address whose name is nearly that of one with an address that nobody calls: one of the two is misspelt. */
    void misspelt() {
        Set<String> uncalled = subject.settings().entrySet().stream().filter(setting -> setting.getKey().startsWith(PREFIX)
                && setting.getKey().endsWith(ADDRESS) && !setting.getValue().isEmpty())
                .map(setting -> setting.getKey().substring(PREFIX.length(), setting.getKey().length() - ADDRESS.length()))
                .filter(output -> !calls.containsKey(output)).collect(Collectors.toSet());
        calls.forEach((output, call) -> {
            if (subject.settings().get(PREFIX + output + ADDRESS).isEmpty()) {
                NearestName.close(output, uncalled).ifPresent(near -> complaints.add(call.place(), call.line(), "the output " + output + " has no address, and no"
                        + " route sends to the output " + near + " of the settings", "did you mean " + near + "?"));
            }
        });
    }
}
