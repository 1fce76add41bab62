package io.github.iocenrichment.lists;

import io.github.iocenrichment.files.TextFile;
import io.github.iocenrichment.indicator.AddressBlocks;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.text.OneLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The overrides of a file: value, verdict and reason a line, between commas or blanks. A line that begins with {@code #} is a comment. A network holds for
 * the addresses in it that have no line of their own.
 */
public final class OverrideFile {
    private static final Pattern LINE = Pattern.compile("(\\S+?)[\\s,;|]+(false[ -]positive|malicious|suspicious)(?:[\\s,;|#]+(.*))?",
            Pattern.CASE_INSENSITIVE);
    private static final int LINE_MAX = 4096;
    static final int REASON_MAX = 200;
    private static final Set<IndicatorType> ADDRESSES = EnumSet.of(IndicatorType.IPV4, IndicatorType.IPV6, IndicatorType.CIDR);

    private final Map<String, AnalystVerdict> overrides = new HashMap<>();
    private final AddressBlocks networks = new AddressBlocks();
    private final Map<String, AnalystVerdict> byNetwork = new HashMap<>();

    private OverrideFile() {
    }

    /** A file that says nothing. */
    public static OverrideFile empty() {
        return new OverrideFile();
    }

    /**
     * Reads the file.
     *
     * @throws IllegalArgumentException with file, line number and reason when a line is broken
     * @throws UncheckedIOException     when the file cannot be read
     */
    public static OverrideFile load(Path file) {
        try {
            return parse(TextFile.lines(file), file.getFileName().toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the overrides " + file, e);
        }
    }

    /** @param name how errors and notes call the file */
    static OverrideFile parse(List<String> lines, String name) {
        OverrideFile file = new OverrideFile();
        NamedValues values = new NamedValues();
        for (int i = 0; i < lines.size(); i++) {
            String line = OneLine.of(lines.get(i));
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher parts = LINE.matcher(line.length() > LINE_MAX ? "" : line);
            if (!parts.matches()) {
                throw broken(name, i, "is not of the form VALUE, malicious | suspicious | false positive, REASON").get();
            }
            AnalystVerdict.Ruling ruling = AnalystVerdict.Ruling.of(parts.group(2));
            String network = NamedValues.network(parts.group(1)).orElse("");
            if (file.networks.add(network)) {
                file.byNetwork.put(file.networks.around(network), new AnalystVerdict(IndicatorType.CIDR, network, ruling, reason(parts.group(3)), null,
                        name + " on " + network, null));
                continue;
            }
            AnalystVerdict override = values.of(parts.group(1))
                    .map(value -> new AnalystVerdict(value.type(), value.value(), ruling, reason(parts.group(3)), null, name, null))
                    .orElseThrow(broken(name, i, "names no address, network, domain, URL or hash: " + parts.group(1)));
            file.overrides.put(override.key(), override);
        }
        return file;
    }

    private static Supplier<IllegalArgumentException> broken(String name, int index, String problem) {
        return () -> new IllegalArgumentException(name + ", line " + (index + 1) + ": " + problem);
    }

    /** The words of a person on one line, cut. */
    static String reason(@Nullable String written) {
        String line = OneLine.of(written);
        return line.length() <= REASON_MAX ? line : line.substring(0, REASON_MAX) + "…";
    }

    public Optional<AnalystVerdict> find(Indicator indicator) {
        AnalystVerdict own = overrides.get(indicator.key());
        return Optional.ofNullable(own != null || !ADDRESSES.contains(indicator.type()) ? own : byNetwork.get(networks.around(indicator.value())));
    }
}
