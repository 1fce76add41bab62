package io.github.iocenrichment.lint;

import io.github.iocenrichment.yaml.YamlNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The files of a folder of routes, as text.
 *
 * @param texts  those that are loaded, by their path from the top folder
 * @param faults what is wrong with files that are not
 */
public record RouteFiles(Map<String, String> texts, List<Fault> faults) {
    private static final String ROUTE = ".camel.yaml";
    private static final String KAMELET = ".kamelet.yaml";
    private static final Pattern BEGIN = Pattern.compile("^\\s*- ([A-Za-z]+):");
    private static final Pattern ID = Pattern.compile("\\s*id: *\"?([^\"#\\s]+)\"?\\s*");
    /** What a person may well keep beside routes. */
    private static final String OTHERS = "(?i)\\..*|.*~|.*\\.(?:md|txt|bak|orig|swp|json|off|disabled)|README.*";

    /** Reads a folder, {@code routes} as a rule; a folder that is not there holds none. */
    public static RouteFiles in(Path folder) {
        Map<String, String> texts = new TreeMap<>();
        List<Fault> faults = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> found = Files.walk(folder)) {
                for (Path path : found.filter(Files::isRegularFile).filter(path -> !isHidden(folder, path)).sorted().toList()) {
                    read(folder, path, texts, faults);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(folder + " cannot be read", e);
            }
        }
        return new RouteFiles(texts, faults);
    }

    /** What keeps files from being read at all, so that nobody knows what stands in them. */
    public List<Fault> unreadable() {
        Complaints complaints = new Complaints();
        texts.forEach((file, text) -> parse(file, text, complaints));
        return complaints.inOrder();
    }

    private static boolean isHidden(Path folder, Path path) {
        for (Path part : folder.relativize(path)) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private static void read(Path folder, Path path, Map<String, String> texts, List<Fault> faults) {
        String name = path.getFileName().toString();
        String shown = folder.getFileName() + "/" + folder.relativize(path).toString().replace('\\', '/');
        if (name.matches(OTHERS)) {
            return;
        }
        if (!name.endsWith(ROUTE) && !name.endsWith(KAMELET)) {
            String stem = name.replaceFirst("(?i)(\\.?(camel|kamelet))?(\\.(ya?ml|xml|java))*$", "");
            faults.add(new Fault(shown, 0, "", "", "is not loaded, for its name does not end with " + ROUTE,
                    "rename it to " + stem + (name.toLowerCase(Locale.ROOT).contains("kamelet") ? KAMELET : ROUTE)));
        } else if (!folder.equals(path.getParent())) {
            faults.add(new Fault(shown, 0, "", "", "is not loaded, for it lies in a folder of its own", "move it into " + folder.getFileName() + "/"));
        } else {
            try {
                texts.put(shown, Files.readString(path));
            } catch (MalformedInputException e) {
                faults.add(new Fault(shown, 0, "", "", "is not written in UTF-8", "save it as UTF-8"));
            } catch (IOException e) {
                faults.add(new Fault(shown, 0, "", "", "cannot be read (" + e.getClass().getSimpleName() + ")", "make it a file that this user may read"));
            }
        }
    }

    /** The route and step around a line of a text that is no YAML, by the ids before it. */
    private static Place place(String file, String text, int line) {
        Place place = Place.of(file);
        int number = 0;
        for (String written : text.lines().toList()) {
            number++;
            Matcher begun = BEGIN.matcher(written);
            if (number > line && begun.find()) {
                break;
            }
            Matcher id = ID.matcher(written);
            if (begun.find(0)) {
                place = begun.group(1).startsWith("route") ? Place.of(file) : place.step(begun.group(1));
            } else if (id.matches() && place.route().isBlank()) {
                place = place.route(id.group(1));
            } else if (id.matches() && !place.step().isEmpty()) {
                place = place.step(id.group(1));
            }
        }
        return place;
    }

    static boolean isKamelet(String file) {
        return file.endsWith(KAMELET);
    }

    /** The name of a Kamelet by its file. */
    static String kameletName(String file) {
        return file.substring(file.lastIndexOf('/') + 1, file.length() - KAMELET.length());
    }

    /** What stands in a file; nothing, with a complaint, when it is no YAML. */
    static YamlNode parse(String file, String text, Complaints complaints) {
        try {
            YamlNode root = YamlNode.read(text);
            if (!isKamelet(file) && !root.isList()) {
                complaints.add(Place.of(file), Math.max(1, root.line()), root.isEmpty() ? "holds no route" : "is not a list of routes",
                        "begin each route with '- route:'");
                return YamlNode.NONE;
            }
            return root;
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            String written = text.lines().skip(line - 1L).findFirst().orElse("");
            String problem = String.valueOf(e.getProblem());
            if (problem.contains("TAB") || written.matches("^ *\t.*")) {
                complaints.add(place(file, text, line), line, "a tab in the indentation", "indent with blanks");
            } else if (problem.contains("mapping values are not allowed") && written.matches("\\s*(- )?[^:]+: .*: .*|\\s*(- )?[^:]+: .*:")) {
                complaints.add(place(file, text, line), line, "a colon in a text without quotes", "put the text in quotes");
            } else if (problem.contains("mapping values are not allowed") || problem.contains("expected <block end>") || problem.contains("block mapping")) {
                complaints.add(place(file, text, line), line, "the line is indented wrongly", "indent it as the lines that it belongs to");
            } else {
                complaints.add(place(file, text, line), line, "is not YAML: " + problem + e.getContextMark().map(mark -> " (begun in line "
                        + (mark.getLine() + 1) + ")").orElse(""),
                        "correct that line");
            }
        } catch (YamlEngineException e) {
            complaints.add(Place.of(file), 1, "is not YAML: " + e.getMessage(), "correct it");
        }
        return YamlNode.NONE;
    }
}
