package io.github.iocenrichment.attachment;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** Addresses that stand in the clear in bytes of any form, in ASCII or UTF-16: what no reader of a format takes out is not lost. */
final class BinaryText {
    private static final int LONGEST = 2_000;
    private static final int MOST = 2_000;
    private static final String LEFT_OUT = "more than " + MOST + " addresses or fields in one stream: the others were not read";
    private static final int MIN_COUNTED = 8;
    private static final int SHORTEST = 6;
    private static final byte FIELD = 0x13;
    private static final byte RESULT = 0x14;
    private static final byte END_OF_FIELD = 0x15;
    private static final Set<String> SCHEMES = Set.of("http", "https", "ftp", "ftps", "file", "ldap", "ldaps", "smb", "ws", "wss", "tcp", "sftp", "hxxp",
            "hxxps");

    private final byte[] bytes;
    private final Reading reading;
    private final Set<String> found = new LinkedHashSet<>();

    private BinaryText(byte[] bytes, Reading reading) {
        this.bytes = bytes;
        this.reading = reading;
    }

    /**
     * The URLs with a scheme and the names of shares, each once; names of schemas are left out.
     *
     * @param path where the bytes stand, for what is not read of them
     */
    static Set<String> addresses(byte[] bytes, String path, Reading reading) throws LimitReachedException {
        BinaryText text = new BinaryText(bytes, reading);
        text.run(1);
        text.run(2);
        if (text.found.size() == MOST) {
            reading.unread(path, LEFT_OUT);
        }
        return text.found;
    }

    /** @param width bytes of a character, the upper of which is zero */
    private void run(int width) throws LimitReachedException {
        for (int at = 0; at + 2 * width <= bytes.length && found.size() < MOST; at++) {
            if ((at & 0xFFF) == 0) {
                reading.step();
            }
            boolean slashes = is(at, width, '/') && is(at + width, width, '/');
            boolean share = is(at, width, '\\') && is(at + width, width, '\\');
            if (slashes && is(at - width, width, ':')) {
                at = url(at, width);
            } else if (share) {
                at = share(at, width);
            }
        }
    }

    private boolean is(int at, int width, char character) {
        return at >= 0 && at + width <= bytes.length && bytes[at] == character && (width == 1 || bytes[at + 1] == 0);
    }

    /** The instructions of the fields in the text of a Word document: they begin and end with control characters. */
    static Set<String> fields(byte[] bytes, String path, Reading reading) throws LimitReachedException {
        Set<String> fields = new LinkedHashSet<>();
        for (int at = 0; at < bytes.length && fields.size() < MOST; at++) {
            if ((at & 0xFFF) == 0) {
                reading.step();
            }
            if (bytes[at] == FIELD) {
                int width = at + 1 < bytes.length && bytes[at + 1] == 0 ? 2 : 1;
                StringBuilder text = new StringBuilder();
                int next = at + width;
                while (next + width <= bytes.length && bytes[next] != FIELD && bytes[next] != RESULT && bytes[next] != END_OF_FIELD
                        && text.length() < LONGEST) {
                    text.append((char) (bytes[next] & 0xFF));
                    next += width;
                }
                String field = OfficeXml.fieldCode(text.toString());
                if (IndicatorShape.mayBeIn(field) && field.chars().allMatch(character -> character >= ' ' || Character.isWhitespace(character)
                        || character == 1)) {
                    fields.add(field);
                }
            }
        }
        if (fields.size() == MOST) {
            reading.unread(path, LEFT_OUT);
        }
        return fields;
    }

    /** Stretches of letters in bytes that no reader understands, a line each. */
    static String stretches(byte[] bytes, Reading reading) throws LimitReachedException {
        StringBuilder text = new StringBuilder();
        for (int width = 1; width <= 2; width++) {
            int begin = text.length();
            for (int at = 0; at + width <= bytes.length; at += width) {
                if ((at & 0xFFF) == 0) {
                    reading.step();
                }
                int character = width == 1 ? bytes[at] & 0xFF : (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
                if (character >= ' ' && character < 127) {
                    text.append((char) character);
                } else if (text.length() - begin < SHORTEST) {
                    text.setLength(begin);
                } else {
                    text.append('\n');
                    begin = text.length();
                }
            }
            text.setLength(text.length() - begin < SHORTEST ? begin : text.length());
            text.append('\n');
        }
        return text.toString();
    }

    /** The characters from here on that may stand in an address. */
    private String run(int from, int width) {
        StringBuilder text = new StringBuilder();
        for (int at = from; at + width <= bytes.length && text.length() < LONGEST; at += width) {
            char character = (char) (bytes[at] & 0xFF);
            if (width == 2 && bytes[at + 1] != 0 || character <= ' ' || character >= 127 || "<>\"`{}|^".indexOf(character) >= 0) {
                break;
            }
            text.append(character);
        }
        return text.toString();
    }

    private int url(int slashes, int width) {
        int begin = slashes - width;
        while (begin - width >= 0 && slashes - begin < 10 * width && Character.isLetter(bytes[begin - width]) && (width == 1 || bytes[begin - width
                + 1] == 0)) {
            begin -= width;
        }
        String url = counted(run(begin, width), begin, width);
        String scheme = url.substring(0, Math.max(0, url.indexOf(':'))).toLowerCase(Locale.ROOT);
        // a length may stand right before the scheme, as a letter
        boolean known = SCHEMES.contains(scheme) || SCHEMES.stream().anyMatch(scheme::endsWith);
        if (known && url.length() > scheme.length() + 6) {
            String clean = SCHEMES.contains(scheme) ? url : url.substring(scheme.lastIndexOf(SCHEMES.stream().filter(scheme::endsWith)
                    .reduce("", (longest, each) -> each.length() > longest.length() ? each : longest)));
            if (!IndicatorShape.isSchema(clean)) {
                found.add(clean);
            }
        }
        return Math.max(slashes, begin + url.length() * width - 1);
    }

    /**
     * Cut to the number of characters that stands right before a text in UTF-16, in two bytes or four: what follows may be the number of the next one.
     * What stands in the midst of a text has a character before it and no number.
     */
    private String counted(String text, int begin, int width) {
        int before = width == 2 ? unit(begin - 2) : 0;
        int count = before == 0 && width == 2 ? unit(begin - 4) : before;
        boolean inText = count == before && unit(begin - 4) >= ' ' && unit(begin - 4) < 127;
        return !inText && count > MIN_COUNTED && count < text.length() ? text.substring(0, count) : text;
    }

    private int unit(int at) {
        return at < 0 ? 0 : (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
    }

    private int share(int at, int width) {
        String path = run(at, width);
        int host = 2;
        while (host < path.length() && (Character.isLetterOrDigit(path.charAt(host)) || ".-@".indexOf(path.charAt(host)) >= 0)) {
            host++;
        }
        if (host > 6 && host < path.length() && path.charAt(host) == '\\' && path.indexOf('.', 2) > 0 && path.indexOf('.', 2) < host) {
            found.add(path);
        }
        return at + Math.max(1, path.length()) * width - 1;
    }
}
