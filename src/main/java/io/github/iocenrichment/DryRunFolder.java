package io.github.iocenrichment;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.files.OwnerOnly;
import io.github.iocenrichment.privacy.UrlPrivacy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Where a dry run keeps what it would have written: {@code INC….note.txt}, {@code INC….record.json} and {@code INC….bundle.json}, and
 * attachments under the names that they would have had. */
final class DryRunFolder implements RecordingComponent.Keeper {
    private static final Logger LOG = LoggerFactory.getLogger("incidents");
    private static final Pattern NUMBER = Pattern.compile("INC([A-Za-z0-9_-]{1,40})");

    private final @Nullable Path folder;
    private final UrlPrivacy privacy;

    /** @throws IOException when it cannot be made for the owner alone */
    DryRunFolder(Path folder, UrlPrivacy privacy) throws IOException {
        this.folder = OwnerOnly.folder(folder);
        this.privacy = privacy;
    }

    @Override
    public synchronized void keep(String path, JsonNode content) throws IOException {
        if (path.contains("journal")) {
            String subject = content.path("Subject").asText();
            write(number(subject) + ".note.txt", subject + "\n\n" + content.path("NotesBody").asText().replace("\r\n", "\n") + "\n\n", true);
        } else if (path.contains("/odata/")) {
            write(number(content.path("Subject").asText()) + ".record.json", content.toPrettyString() + "\n", false);
        } else {
            JsonNode bundle = content.has("bundle") ? content.path("bundle") : content;
            String name = "INC" + reported(bundle);
            int part = 1;
            while (Files.exists(folder.resolve(bundleName(name, part)))) {
                part++;
            }
            write(bundleName(name, part), bundle.toPrettyString() + "\n", false);
        }
    }

    @Override
    public synchronized void keepFile(String name, String text) throws IOException {
        write(name, text, false);
    }

    /** As {@code INC48213.teams-1.json}: the number is that of the incident in hand, as the log bears it. */
    @Override
    public synchronized void keepOutput(String scheme, String text) throws IOException {
        String incident = String.valueOf(MDC.get("incident")).replaceAll("[^A-Za-z0-9_-]", "_");
        String start = text.stripLeading();
        String ending = start.startsWith("{") || start.startsWith("[") ? ".json" : ".txt";
        int number = 1;
        while (Files.exists(folder.resolve(incident + "." + scheme + "-" + number + ending))) {
            number++;
        }
        write(incident + "." + scheme + "-" + number + ending, text, false);
    }

    private static String bundleName(String incident, int part) {
        return incident + (part == 1 ? ".bundle.json" : ".bundle-" + part + ".json");
    }

    private static String reported(JsonNode bundle) {
        for (JsonNode object : bundle.path("objects")) {
            for (JsonNode reference : object.path("external_references")) {
                if (reference.path("source_name").asText().equals("ivanti-itsm")) {
                    return reference.path("external_id").asText().replaceAll("[^A-Za-z0-9_-]", "_");
                }
            }
        }
        return "-unknown";
    }

    private static String number(String subject) {
        Matcher number = NUMBER.matcher(subject);
        return number.find() ? "INC" + number.group(1) : "INC-unknown";
    }

    private void write(String name, String text, boolean append) throws IOException {
        Path file = folder.resolve(name);
        // what only Ivanti would have held does not lie in a folder in the clear
        String masked = privacy.maskText(text);
        String before = append && Files.exists(file) ? Files.readString(file) : "";
        // whoever looks into the folder finds the file whole or not at all
        Path part = OwnerOnly.file(folder.resolve(name + ".part"));
        Files.writeString(part, before + masked);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        LOG.info("dry run: {} holds what would have been written", file);
    }
}
