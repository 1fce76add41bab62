package io.github.iocenrichment.enrich;

import io.github.iocenrichment.indicator.AddressBlocks;
import io.github.iocenrichment.indicator.IndicatorType;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The values of a list: addresses and networks, names, URLs, hashes. A network covers its addresses, {@code *.name} what is below a name. */
final class ListedValues {
    /** Beyond that a file is no list that somebody keeps. */
    private static final int MOST = 1_000_000;
    private static final int LONGEST = 2048;
    private static final Pattern FIELD = Pattern.compile("[\\s,;|\"']+");
    /** As a file of hosts begins its lines. */
    private static final Pattern NOWHERE = Pattern.compile("(?:0\\.0\\.0\\.0|127\\.0\\.0\\.1|::1?)[\\s]+(?=\\S)");

    private final AddressBlocks blocks = new AddressBlocks();
    private final Map<String, String> words = new HashMap<>();
    private int size;

    /** @param text one value a line, of which the first field counts; what follows {@code #}, {@code ;} or {@code //} at its beginning is a comment */
    static ListedValues of(String text) {
        ListedValues values = new ListedValues();
        text.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.startsWith(";") && !line.startsWith("//"))
                .limit(MOST).forEach(values::add);
        return values;
    }

    private void add(String line) {
        String cut = line.length() > 2 * LONGEST ? line.substring(0, 2 * LONGEST) : line;
        String written = FIELD.splitAsStream(NOWHERE.matcher(cut).lookingAt() ? NOWHERE.matcher(cut).replaceFirst("") : cut).filter(field -> !field.isEmpty())
                .findFirst().orElse("").replace("[.]", ".").replace("[:]", ":");
        if (written.isEmpty() || written.length() > LONGEST) {
            return;
        }
        size++;
        if (!blocks.add(written)) {
            String name = written.toLowerCase(Locale.ROOT).replaceFirst("^hxxp", "http").replaceFirst("^\\*?\\.", "*.");
            words.putIfAbsent(bare(name), written);
        }
    }

    private static String bare(String url) {
        return url.contains("://") && url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The entry that covers a value, as it is written. */
    Optional<String> find(IndicatorType type, String value) {
        return switch (type) {
            case IPV4, IPV6, CIDR -> Optional.ofNullable(blocks.around(value));
            case DOMAIN -> name(value.toLowerCase(Locale.ROOT));
            default -> Optional.ofNullable(words.get(bare(value.toLowerCase(Locale.ROOT))));
        };
    }

    private Optional<String> name(String name) {
        String entry = words.get(name);
        for (int dot = name.indexOf('.'); entry == null && dot >= 0; dot = name.indexOf('.', dot + 1)) {
            entry = words.get("*" + name.substring(dot));
        }
        return Optional.ofNullable(entry);
    }
}
