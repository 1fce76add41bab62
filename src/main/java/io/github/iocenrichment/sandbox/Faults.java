package io.github.iocenrichment.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The faults in force, first match first; chances come from a seeded source. */
final class Faults {
    private final List<Rule> rules = new ArrayList<>();
    private final Random chance;

    Faults(long seed) {
        chance = new Random(seed);
    }

    synchronized void add(Fault fault) {
        rules.add(new Rule(fault));
    }

    synchronized void clear() {
        rules.clear();
    }

    synchronized List<Fault> all() {
        return rules.stream().map(rule -> rule.fault).toList();
    }

    /** The fault that strikes this request, if any, counted as happened. */
    synchronized Optional<Fault> strike(SandboxSystem receiver, Call call) {
        StringBuilder target = new StringBuilder(call.path());
        call.query().forEach((name, value) -> target.append(' ').append(name).append('=').append(value));
        for (Rule rule : rules) {
            if (rule.spent() || !rule.fault.matches(receiver, call, target.toString())) {
                continue;
            }
            if (rule.passed < rule.fault.skip()) {
                rule.passed++;
                continue;
            }
            if (chance.nextDouble() < rule.fault.probability()) {
                rule.struck++;
                return Optional.of(rule.fault);
            }
        }
        return Optional.empty();
    }

    private static final class Rule {
        private final Fault fault;
        private int passed;
        private int struck;

        Rule(Fault fault) {
            this.fault = fault;
        }

        boolean spent() {
            return fault.times() > 0 && struck >= fault.times();
        }
    }
}
