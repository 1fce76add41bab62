package io.github.iocenrichment.scenario;

import io.github.iocenrichment.yaml.YamlNode;
import java.nio.file.Path;
import java.util.List;

/**
 * One test.
 *
 * @param file    where it stands
 * @param line    on which it begins
 * @param inDefaults whether it runs with the product's own settings, whatever {@code application.properties} says
 * @param name    what it says of itself
 * @param route   id of the route that is run; empty for a whole journey
 * @param given   what the route or the journey begins with
 * @param replies what the outside systems answer, the first that fits
 * @param expect  what must come of it
 */
public record Scenario(Path file, int line, boolean inDefaults, String name, String route, YamlNode given, List<StubReply> replies, YamlNode expect) {
    public Scenario {
        replies = List.copyOf(replies);
    }

    /** Whether an incident goes through all stages. */
    public boolean isJourney() {
        return given.has("incident");
    }

    /** {@code tests/33-virustotal.test.yaml:12}. */
    public String place() {
        return place(line);
    }

    /** The same of a line within the test. */
    public String place(int within) {
        return file.toString().replace('\\', '/') + ":" + within;
    }
}
