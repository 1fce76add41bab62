package io.github.iocenrichment.indicator;

import java.util.List;
import java.util.Locale;
import org.apache.commons.codec.binary.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A service that rewrites the links of mails, and where its links keep their target. Read from a line of the extraction rules: {@code HOST[/PATH]|WHERE|FORM}.
 *
 * @param host  pattern of the host: a name, or with a star for any characters at its beginning or end
 * @param path  how the path begins, in lower case; empty for any
 * @param where name of the parameter, {@code path} for the last segment of the path, {@code proofpoint} for the versions of that service
 * @param form  {@code percent}, {@code base64}, or {@code host} when the target is on the server and only its host is stated
 */
record LinkWrapper(String host, String path, String where, String form) {
    /** Why the host of a wrapper whose target cannot be read must not leave the organisation. */
    static final String REASON = "link wrapper";
    private static final List<String> FORMS = List.of("percent", "base64", "host");
    private static final int MOST_DECODINGS = 3;

    /** @throws IllegalArgumentException when the entry is not of that form */
    static LinkWrapper of(String entry) {
        String[] fields = entry.split("\\|", -1);
        if (fields.length != 3 || fields[0].isEmpty() || fields[1].isEmpty() || !FORMS.contains(fields[2])) {
            throw new IllegalArgumentException("a link wrapper is HOST[/PATH]|parameter, path or proofpoint|" + String.join(", ", FORMS) + ", not: " + entry);
        }
        int slash = fields[0].indexOf('/');
        return new LinkWrapper(slash < 0 ? fields[0] : fields[0].substring(0, slash), slash < 0 ? "" : fields[0].substring(slash), fields[1], fields[2]);
    }

    /** The lower, the more of the target such a link shows. */
    int rank() {
        return form.equals("host") ? 2 : where.equals("path") ? 1 : 0;
    }

    boolean isHost(String name) {
        return HostPattern.matches(host, name);
    }

    boolean covers(String name, String tail) {
        return tail.regionMatches(true, 0, path, 0, path.length()) && isHost(name);
    }

    /** The link or the host that was wrapped; null when this link holds none that can be read. */
    @Nullable String target(String tail) {
        if (where.equals("proofpoint")) {
            return WrappedLinks.proofpoint(tail);
        }
        String written = where.equals("path") ? WrappedLinks.lastSegment(tail) : WrappedLinks.parameter(tail, where);
        if (written == null) {
            return null;
        }
        return switch (form) {
            case "base64" -> Base64.isBase64(PercentEncoding.decoded(written)) ? Base64Text.decoded(PercentEncoding.decoded(written)) : null;
            case "host" -> "domain " + plain(written);
            default -> plain(written);
        };
    }

    /** Percent escapes undone until a scheme shows: a link that was wrapped once more on its way is escaped once more. */
    static String plain(String written) {
        String link = PercentEncoding.decoded(written);
        for (int i = 1; i < MOST_DECODINGS && link.toLowerCase(Locale.ROOT).matches("(?s)[a-z]{2,6}%(?:25)?3a%.*"); i++) {
            link = PercentEncoding.decoded(link);
        }
        return link;
    }
}
