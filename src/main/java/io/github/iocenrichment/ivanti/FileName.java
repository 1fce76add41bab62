package io.github.iocenrichment.ivanti;

import io.github.iocenrichment.text.OneLine;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of a download: base name only, whatever path, quotes or encoding it came with. */
public final class FileName {
    private static final int LONGEST = 200;
    private static final String NAMELESS = "attachment";
    private static final Pattern EXTENDED = Pattern.compile("(?i)(?:^|[;\\s])filename\\*\\s*=\\s*\"?([A-Za-z0-9!#$%&+^_`{}~-]+)'[^']*'([^;\"\\s]+)");
    private static final Pattern QUOTED = Pattern.compile("(?i)(?:^|[;\\s])filename\\s*=\\s*\"((?:\\\\[\"\\\\]|[^\"])*+)\"?");
    private static final Pattern BARE = Pattern.compile("(?i)(?:^|[;\\s])filename\\s*=\\s*([^\";][^;]*)");

    private FileName() {
    }

    /**
     * @param contentDisposition header of the download; may be empty
     * @param attachName         {@code ATTACHNAME} of the list; may be empty
     */
    public static String of(String contentDisposition, String attachName) {
        String byHeader = base(fromHeader(contentDisposition));
        String name = byHeader.isEmpty() ? base(attachName) : byHeader;
        return name.isEmpty() ? NAMELESS : name;
    }

    private static String fromHeader(String header) {
        Matcher extended = EXTENDED.matcher(header);
        if (extended.find()) {
            String decoded = decoded(extended.group(1), extended.group(2));
            if (!decoded.isEmpty()) {
                return decoded;
            }
        }
        Matcher quoted = QUOTED.matcher(header);
        if (quoted.find()) {
            return asUtf8(quoted.group(1).replaceAll("\\\\([\"\\\\])", "$1"));
        }
        Matcher bare = BARE.matcher(header);
        return bare.find() ? asUtf8(bare.group(1)) : "";
    }

    private static String decoded(String charset, String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), Charset.forName(charset));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            // the plain form beside it, or ATTACHNAME, still names the file
            return "";
        } catch (IllegalArgumentException e) {
            return value;
        }
    }

    /** Header bytes are read as Latin-1; where they were UTF-8, they are read again. */
    private static String asUtf8(String value) {
        if (value.chars().noneMatch(c -> c >= 0x80) || value.chars().anyMatch(c -> c > 0xFF)) {
            return value;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value.getBytes(StandardCharsets.ISO_8859_1))).toString();
        } catch (CharacterCodingException e) {
            // it was Latin-1 indeed
            return value;
        }
    }

    private static String base(String name) {
        String line = OneLine.of(name);
        String last = line.substring(Math.max(line.lastIndexOf('/'), line.lastIndexOf('\\')) + 1).strip();
        if (last.equals(".") || last.equals("..")) {
            return "";
        }
        if (last.length() <= LONGEST) {
            return last;
        }
        int dot = last.lastIndexOf('.');
        String ending = dot > 0 && last.length() - dot <= 12 ? last.substring(dot) : "";
        return OneLine.cut(last, LONGEST - ending.length()) + ending;
    }
}
