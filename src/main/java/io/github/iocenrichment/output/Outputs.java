package io.github.iocenrichment.output;

import io.github.iocenrichment.settings.Settings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The added outputs as they are configured by {@code output.NAME.*}: each is a scheme of its own in routes, and off without an address. */
public final class Outputs {
    private static final String PREFIX = "output.";
    private static final String ADDRESS = ".base-url";

    private final Settings settings;

    public Outputs(Settings settings) {
        this.settings = settings;
    }

    /** Their names, which are their schemes. */
    public List<String> names() {
        return settings.all().keySet().stream().filter(name -> name.startsWith(PREFIX) && name.endsWith(ADDRESS))
                .map(name -> name.substring(PREFIX.length(), name.length() - ADDRESS.length())).toList();
    }

    /** Whether something is sent to it; what is no HTTP output of the settings, as a file, always is. */
    public boolean isOn(String name) {
        return !settings.all().containsKey(PREFIX + name + ADDRESS) || address(name).isPresent();
    }

    /** What is off for want of an address, one sentence each; what the sandbox or a test switches off is said there. */
    public List<String> off() {
        List<String> there = Arrays.asList(settings.all().getOrDefault("sandbox.off", "").split(","));
        return names().stream().sorted().filter(name -> !isOn(name) && !there.contains("output " + name)).map(name -> "output " + name
                + Optional.ofNullable(settings.outputs().get(name)).map(file -> ", to which routes/" + file + " sends,").orElse("") + " is off: " + PREFIX + name
                + ADDRESS + " is not set").toList();
    }

    /** Its address, a secret; empty while it is off. */
    public Optional<String> address(String name) {
        return settings.optional(PREFIX + name + ADDRESS);
    }

    public int mostInFlight(String name) {
        return settings.integer(PREFIX + name + ".max-in-flight");
    }

    public Duration timeout(String name) {
        return settings.duration(PREFIX + name + ".timeout");
    }
}
