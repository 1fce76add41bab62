package io.github.iocenrichment.lint;

import io.github.iocenrichment.settings.PropertyLines;
import io.github.iocenrichment.settings.SettingsException.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The problems of the settings, with the line on which each was written, be it in a file of settings or in the route that refers to it. */
public final class SettingsFaults {
    private final List<Path> files;
    private final Map<String, String> routes;

    /**
     * @param files  files of settings, the strongest first
     * @param routes text of each route file by its path
     */
    public SettingsFaults(List<Path> files, Map<String, String> routes) {
        this.files = List.copyOf(files);
        this.routes = routes;
    }

    public List<Fault> of(List<Problem> problems) {
        List<Fault> faults = new ArrayList<>();
        for (Problem problem : problems) {
            faults.add(fault(problem));
        }
        return faults;
    }

    private Fault fault(Problem problem) {
        for (Map.Entry<String, String> route : routes.entrySet()) {
            String file = route.getKey().substring(route.getKey().lastIndexOf('/') + 1);
            if (file.equals(problem.property()) || problem.wrong().endsWith(" in " + route.getKey())) {
                String words = problem.wrong().replace(" in " + route.getKey(), "");
                return new Fault(route.getKey(), lineOfQuoted(route.getValue(), words), "", "", file.equals(problem.property()) ? words
                        : problem.property() + " " + words, problem.fix());
            }
        }
        for (Path file : files) {
            int line = PropertyLines.of(file, problem.property());
            if (line > 0) {
                return new Fault(file.getFileName().toString(), line, "", "", problem.property() + " " + problem.wrong(), problem.fix());
            }
        }
        String name = Pattern.quote(problem.property());
        Pattern referred = Pattern.compile(".*\\{\\{\\s*[?!]?\\s*" + name + "\\s*(:.*)?}}.*");
        for (Map.Entry<String, String> route : routes.entrySet()) {
            int line = line(route.getValue(), referred);
            if (line > 0) {
                return new Fault(route.getKey(), line, "", "", "the setting " + problem.property() + " " + problem.wrong(), problem.fix());
            }
        }
        return new Fault(files.get(files.size() - 1).getFileName().toString(), 0, "", "", problem.property() + " " + problem.wrong(), problem.fix());
    }

    /** The first line that holds what a problem quotes; 0 when it quotes nothing of the file. */
    private static int lineOfQuoted(String text, String words) {
        Matcher quoted = Pattern.compile("'([^']+)'").matcher(words);
        return quoted.find() ? line(text, Pattern.compile(".*\\b" + Pattern.quote(quoted.group(1)) + "(?!\\w).*")) : 0;
    }

    private static int line(String text, Pattern pattern) {
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (pattern.matcher(line).matches()) {
                return number;
            }
        }
        return 0;
    }
}
