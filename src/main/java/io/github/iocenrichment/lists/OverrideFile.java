package io.github.iocenrichment.lists;

import io.github.iocenrichment.indicator.Indicator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The overrides of a file: value, verdict and reason a line, between commas or blanks. A line that begins with {@code #} is a comment. */
public final class OverrideFile {
    private static final Pattern LINE = Pattern.compile("(\\S+?)[\\s,;|]+(false[ -]positive|malicious|suspicious)(?:[\\s,;|#]+(.*))?",
            Pattern.CASE_INSENSITIVE);
    private static final int LINE_MAX = 4096;
    static final int REASON_MAX = 200;

    private final Map<String, AnalystVerdict> overrides;

    private OverrideFile(Map<String, AnalystVerdict> overrides) {
        this.overrides = Map.copyOf(overrides);
    }

    /** A file that says nothing. */
    public static OverrideFile empty() {
        return new OverrideFile(Map.of());
    }

    /**
     * Reads the file.
     *
     * @throws IllegalArgumentException with file, line number and reason when a line is broken
     * @throws UncheckedIOException     when the file cannot be read
     */
    public static OverrideFile load(Path file) {
        try {
            return parse(Files.readAllLines(file), file.getFileName().toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the overrides " + file, e);
        }
    }

    /** @param name how errors and notes call the file */
    static OverrideFile parse(List<String> lines, String name) {
        Map<String, AnalystVerdict> overrides = new HashMap<>();
        NamedValues values = new NamedValues();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher parts = LINE.matcher(line.length() > LINE_MAX ? "" : line);
            if (!parts.matches()) {
                throw new IllegalArgumentException(name + ", line " + (i + 1) + ": is not of the form VALUE, malicious | suspicious | false positive, REASON");
            }
            Optional<Indicator> value = values.of(parts.group(1));
            if (value.isEmpty()) {
                throw new IllegalArgumentException(name + ", line " + (i + 1) + ": names no address, domain, URL or hash: " + parts.group(1));
            }
            AnalystVerdict override = new AnalystVerdict(value.get().type(), value.get().value(), AnalystVerdict.Ruling.of(parts.group(2)),
                    reason(parts.group(3)), null, name, null);
            overrides.put(override.key(), override);
        }
        return new OverrideFile(overrides);
    }

    /** The words of a person on one line, cut. */
    static String reason(@Nullable String written) {
        String line = written == null ? "" : written.replaceAll("[\\s\\p{C}]+", " ").strip();
        return line.length() <= REASON_MAX ? line : line.substring(0, REASON_MAX) + "…";
    }

    public Optional<AnalystVerdict> find(Indicator indicator) {
        return Optional.ofNullable(overrides.get(indicator.key()));
    }
}
