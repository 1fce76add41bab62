package io.github.iocenrichment.scenario;

import io.github.iocenrichment.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An incident as it is written down for a journey or for the sandbox: its fields by their names in Ivanti, {@code Subject} and {@code Symptom} at least,
 * and {@code attachments}, a list of files that lie beside.
 *
 * @param fields      by name
 * @param attachments the files
 */
public record IncidentFile(Map<String, Object> fields, List<Path> attachments) {
    private static final Map<String, String> SHORT = Map.of("subject", "Subject", "symptom", "Symptom", "text", "Symptom", "category", "Category",
            "priority", "Priority", "owner-team", "OwnerTeam");

    /** @throws ScenarioException when a file is not there */
    public static IncidentFile of(YamlNode written, Path beside) {
        String name = beside.toString().replace('\\', '/');
        Map<String, Object> fields = new LinkedHashMap<>();
        List<Path> attachments = new ArrayList<>();
        for (YamlNode.Entry entry : written.entries()) {
            if (entry.key().equals("attachments")) {
                for (YamlNode one : entry.value().items()) {
                    Path file = beside.toAbsolutePath().getParent().resolve(one.text());
                    if (!Files.isRegularFile(file)) {
                        throw new ScenarioException(name, one.line(), "the attachment " + one.text() + " is not there", "put it beside "
                                + beside.getFileName());
                    }
                    attachments.add(file);
                }
            } else {
                fields.put(SHORT.getOrDefault(entry.key(), entry.key()), entry.value().value());
            }
        }
        if (!fields.containsKey("Subject") && !fields.containsKey("Symptom")) {
            throw new ScenarioException(name, written.line(), "the incident has neither Subject nor Symptom", "write at least one of them");
        }
        fields.putIfAbsent("Subject", "Suspicious things");
        fields.putIfAbsent("Symptom", "");
        return new IncidentFile(fields, attachments);
    }

    /** The incidents of a folder, by the names of their files; none when it is not there. */
    public static List<IncidentFile> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(path -> path.toString().endsWith(".yaml")).sorted()
                    .map(path -> of(ScenarioFiles.yaml(path, path.toString().replace('\\', '/')), path)).toList();
        } catch (IOException e) {
            throw new ScenarioException(folder.toString(), 0, "cannot be read (" + e.getClass().getSimpleName() + ")",
                    "make it a folder that this user may read");
        }
    }
}
