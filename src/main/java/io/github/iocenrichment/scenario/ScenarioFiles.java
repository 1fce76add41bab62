package io.github.iocenrichment.scenario;

import io.github.iocenrichment.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Files of tests, {@code *.test.yaml}: a list of tests; the schema is {@code tests/schema/route-tests.schema.json}. */
public final class ScenarioFiles {
    private static final String ENDING = ".test.yaml";
    private static final String SETTINGS = "settings";

    private ScenarioFiles() {
    }

    /**
     * The tests of some files, in order; of all in the folder {@code tests} when none is named.
     *
     * @throws ScenarioException when one of them cannot be used
     */
    public static List<Scenario> read(List<Path> named, Path folder) {
        List<Scenario> all = new ArrayList<>();
        for (Path file : named.isEmpty() ? in(folder) : named) {
            all.addAll(read(file));
        }
        return all;
    }

    /** The replies of all tests below a folder, by the system that gives them. */
    public static Map<String, List<StubReply>> replies(Path folder) {
        Map<String, List<StubReply>> replies = new TreeMap<>();
        read(List.of(), folder).forEach(test -> test.replies().forEach(reply -> replies.computeIfAbsent(reply.from(), first -> new ArrayList<>()).add(reply)));
        return replies;
    }

    private static List<Path> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(path -> path.toString().endsWith(ENDING)).sorted().toList();
        } catch (IOException e) {
            throw new ScenarioException(folder.toString(), 0, "cannot be read (" + e.getClass().getSimpleName() + ")",
                    "make it a folder that this user may read");
        }
    }

    static List<Scenario> read(Path file) {
        String name = file.toString().replace('\\', '/');
        YamlNode root = yaml(file, name);
        if (!root.isList()) {
            throw new ScenarioException(name, root.line(), "is not a list of tests", "begin each test with '- test: what it shows'");
        }
        boolean inDefaults = root.items().stream().anyMatch(entry -> isForAll(name, entry));
        ScenarioShape shape = new ScenarioShape(name);
        List<Scenario> tests = new ArrayList<>();
        for (YamlNode test : root.items()) {
            if (isForAll(name, test)) {
                continue;
            }
            shape.check(test);
            String title = test.at("test").text();
            if (title.isBlank()) {
                throw new ScenarioException(name, test.line(), "a test has no name", "begin it with '- test: what it shows'");
            }
            if (test.at("expect").entries().stream().noneMatch(entry -> entry.value().isScalar() || !entry.value().entries().isEmpty()
                    || !entry.value().items().isEmpty() || entry.value().isEmpty() && !entry.key().equals("answer"))) {
                throw new ScenarioException(name, test.line(), "the test '" + title + "' expects nothing", "add 'expect:', else it cannot fail");
            }
            boolean journey = test.at("given").has("incident");
            if (journey == test.has("route")) {
                throw new ScenarioException(name, test.line(), "the test '" + title + "' has " + (journey ? "a route and an incident"
                        : "neither route nor incident"),
                        "name the 'route' to be run, or give an 'incident' that goes through all stages");
            }
            if (test.at("given").has(SETTINGS) && !journey) {
                throw new ScenarioException(name, test.at("given").lineOf(SETTINGS), "settings are given to a route",
                        "give them to a journey, or set them in application.properties");
            }
            if (test.at("given").has("approval") && !(journey && test.at("given").at("approval").text().matches("approved|refused"))) {
                throw new ScenarioException(name, test.at("given").lineOf("approval"), "'approval' is no decision about a journey",
                        "write 'approval: approved' or 'approval: refused' beside the incident");
            }
            tests.add(new Scenario(file, test.line(), inDefaults, title, test.at("route").text(), test.at("given"),
                    test.at("replies").items().stream().map(StubReply::of).toList(), test.at("expect")));
        }
        return tests;
    }

    /** Whether an entry is no test but says with which settings all of its file run. */
    private static boolean isForAll(String file, YamlNode entry) {
        if (!entry.has(SETTINGS) || entry.entries().size() > 1) {
            return false;
        }
        if (!entry.at(SETTINGS).text().equals("defaults")) {
            throw new ScenarioException(file, entry.lineOf(SETTINGS), "the settings of all tests are not 'defaults'",
                    "write '- settings: defaults', or 'settings: {NAME: value}' below 'given' of a journey");
        }
        return true;
    }

    static YamlNode yaml(Path file, String name) {
        try {
            return YamlNode.read(Files.readString(file));
        } catch (IOException e) {
            throw new ScenarioException(name, 0, "cannot be read (" + e.getClass().getSimpleName() + ")", "name a file in UTF-8 that this user may read");
        } catch (MarkedYamlEngineException e) {
            throw new ScenarioException(name, e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0), "is not YAML: " + e.getProblem(),
                    "correct that line");
        } catch (YamlEngineException e) {
            throw new ScenarioException(name, 0, "is not YAML: " + e.getMessage(), "correct it");
        }
    }
}
