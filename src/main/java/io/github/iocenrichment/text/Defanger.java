package io.github.iocenrichment.text;

import io.github.iocenrichment.indicator.HostNames;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes addresses so that no program makes a link of them and no reader follows them by accident:
 * {@code hxxps://login[.]example/x}, {@code 198.51.100[.]77}, {@code user[@]mail[.]example}, {@code 2001[:]db8::1}.
 * What looks like a host name and can be neither clicked nor reached stays readable: names of malware and of settings.
 * Defanging twice changes nothing more.
 */
public final class Defanger {
    /** Characters that browsers take for the dot of a host name. */
    private static final String DOTS = ".\u3002\uFF0E\uFF61";
    /** Labels and dots; one possessive class, so that no text makes it slow or deep. */
    private static final Pattern DOTTED = Pattern.compile("[\\p{L}\\p{M}\\p{N}_" + DOTS + "-]++");
    private static final Pattern DOT = Pattern.compile("[" + DOTS + "]");
    private static final Pattern BARE_DOT = Pattern.compile("(?<!\\[)[" + DOTS + "](?!])");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,10}(?:\\.\\d{1,10}){3}");
    /** An address that touches other characters ({@code 198.51.100.7-9}). */
    private static final Pattern INNER_IPV4 = Pattern.compile("(?<![\\d.])(\\d{1,3}\\.\\d{1,3}\\.\\d{1,3})\\.(\\d{1,3})(?!\\d)");
    /** What an IPv6 address may stand in, brackets around its colons included. */
    private static final Pattern COLONS = Pattern.compile("[\\p{L}\\p{N}_:\\[\\]]++");
    /** Eight groups, or fewer around a double colon; bounded, so that no text makes it slow. */
    private static final Pattern IPV6 = Pattern.compile("(?<![\\p{L}\\p{N}_])(?:(?:\\p{XDigit}{1,4}:){7}\\p{XDigit}{1,4}"
            + "|(?=:{0,2}\\p{XDigit})(?:\\p{XDigit}{1,4}(?::\\p{XDigit}{1,4}){0,6}+)?::(?:\\p{XDigit}{1,4}(?::\\p{XDigit}{1,4}){0,6}+)?)(?![\\p{L}\\p{N}_])");
    private static final Pattern HTTP = Pattern.compile("(?<![\\p{L}\\p{N}])http(s?)(?=\\s?:)", Pattern.CASE_INSENSITIVE);
    private static final Pattern FTP = Pattern.compile("(?<![\\p{L}\\p{N}])ftp(s?)(?=\\s?:)", Pattern.CASE_INSENSITIVE);
    /** Any other scheme, and those that act without slashes. */
    private static final Pattern SCHEME = Pattern.compile("(?<![\\p{L}\\p{N}])(?!hxxps?:|fxps?:)([a-z][a-z0-9+.-]{1,30}):(?=[/\\\\]{2})",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ACTING = Pattern.compile("(?<![\\p{L}\\p{N}])"
            + "(javascript|vbscript|data|mailto|tel|sms|file|callto|skype|ms-[a-z-]{1,30}|search-ms|magnet|about|blob):", Pattern.CASE_INSENSITIVE);
    private static final Pattern SHARE = Pattern.compile("\\\\\\\\(?=[\\p{L}\\p{N}])");
    private static final Pattern AT = Pattern.compile("(?<=[^\\s@\\[])@(?=[^\\s@\\]])");
    private static final String SOURCE = "CVE.org";
    private static final Set<String> RESERVED = Set.of("example", "test", "invalid", "localhost", "local", "internal", "intranet", "lan", "corp", "home",
            "onion",
            "alt", "arpa");
    /** Endings of files that are no top-level domains: "invoice.pdf" is no host in any text. */
    private static final Set<String> FILE_ENDINGS = Set.of("eml", "msg", "pdf", "7z", "rar", "gz", "tar", "doc", "docx", "docm", "xls", "xlsx",
            "xlsm", "ppt", "pptx", "rtf", "odt", "ods", "csv", "tsv", "txt", "log", "json", "xml", "html", "htm", "png", "jpg", "jpeg", "gif", "bin", "exe",
            "dll", "iso", "img", "lnk", "js", "vbs", "bat", "ics", "ftl", "properties", "yaml", "bmp", "tif", "tiff");

    private Defanger() {
    }

    /** An indicator's value as a note shows it. Hashes and CVE ids cannot be clicked and stay as they are. */
    public static String value(Indicator indicator) {
        return value(indicator.type(), indicator.value());
    }

    /** See {@link #value(Indicator)}. */
    public static String value(IndicatorType type, String value) {
        if (type.isHash() || type == IndicatorType.CVE || type == IndicatorType.SSDEEP || type == IndicatorType.FINGERPRINT) {
            return value;
        }
        if (type == IndicatorType.IPV6 || type == IndicatorType.CIDR && value.contains(":")) {
            return value.contains("[:]") ? value : value.replaceFirst(":", "[:]");
        }
        return type == IndicatorType.DOMAIN ? BARE_DOT.matcher(text(value)).replaceAll("[.]") : text(value);
    }

    /** Free text of a ticket or a vendor: every address in it is defanged, everything else stays. */
    public static String text(String text) {
        // what is left of one address may read as another
        String before = text;
        String after = once(before);
        for (int i = 0; i < 5 && !after.equals(before); i++) {
            before = after;
            after = once(before);
        }
        return after;
    }

    private static String once(String text) {
        String out = text;
        // most words hold none of these characters, and each pattern needs one of them
        if (out.indexOf(':') >= 0) {
            out = COLONS.matcher(out).replaceAll(hit -> Matcher.quoteReplacement(colons(hit.group())));
            out = HTTP.matcher(out).replaceAll("hxxp$1");
            out = FTP.matcher(out).replaceAll("fxp$1");
            out = SCHEME.matcher(out).replaceAll("$1[:]");
            out = ACTING.matcher(out).replaceAll("$1[:]");
        }
        if (out.indexOf('\\') >= 0) {
            out = SHARE.matcher(out).replaceAll("[\\\\\\\\]");
        }
        if (out.indexOf('@') >= 0) {
            out = AT.matcher(out).replaceAll("[@]");
        }
        return hasDot(out) ? dots(out) : out;
    }

    private static String dots(String text) {
        return INNER_IPV4.matcher(DOTTED.matcher(text).replaceAll(hit -> dotted(hit.group(), text, hit.start()))).replaceAll("$1[.]$2");
    }

    private static boolean hasDot(String text) {
        return DOTS.chars().anyMatch(dot -> text.indexOf(dot) >= 0);
    }

    /** Read without the brackets that it may have already, so that one defanged before is recognised. */
    private static String colons(String run) {
        String bare = run.replace("[:]", ":");
        Matcher address = IPV6.matcher(bare);
        return address.find() ? address.replaceAll(hit -> hit.group().replaceFirst(":", "[:]")) : run;
    }

    /** A file name: as {@link #text}, but "scan.zip" names a file here although zip is a top-level domain too. */
    public static String fileName(String name) {
        int dot = name.lastIndexOf('.');
        boolean archive = dot > 0 && name.indexOf('.') == dot && name.substring(dot + 1).equalsIgnoreCase("zip");
        return archive ? text(name.substring(0, dot)) + name.substring(dot) : text(name);
    }

    /**
     * A run of labels and dots: names between runs of dots (an ellipsis), none of which starts or ends with a dot.
     *
     * @param start where the run begins in {@code text}
     */
    private static String dotted(String run, String text, int start) {
        StringBuilder out = new StringBuilder(run.length() + 8);
        int from = 0;
        while (from < run.length()) {
            int to = from;
            while (to < run.length() && !(isDot(run, to) && (to + 1 == run.length() || to == from || isDot(run, to + 1)))) {
                to++;
            }
            String name = run.substring(from, to);
            out.append(name.isEmpty() || isSource(text, start + from, start + to) ? name : host(name, isInAddress(text, start + from, start + to)));
            from = to;
            while (from < run.length() && isDot(run, from)) {
                out.append(run.charAt(from++));
            }
        }
        return out.toString();
    }

    /** A domain in the internet, one of those that are reserved for examples, or one in a local network. */
    private static boolean isReachable(String ending) {
        return ending.startsWith("xn--") || ending.codePoints().anyMatch(c -> c > 127) || HostNames.isTopLevel(ending) || RESERVED.contains(ending);
    }

    private static boolean isDot(String text, int at) {
        return DOTS.indexOf(text.charAt(at)) >= 0;
    }

    /** Whether what stands around a name makes it a part of an address, whatever it ends in: {@code //name}, {@code @name}, {@code name@}, {@code name:443}. */
    private static boolean isInAddress(String text, int from, int to) {
        boolean before = from > 0 && "/\\@]".indexOf(text.charAt(from - 1)) >= 0 && (text.charAt(from - 1) != '/' || from > 1 && text.charAt(from - 2) == '/');
        boolean behind = to < text.length() && (text.charAt(to) == '@' || text.startsWith("[@]", to)
                || text.charAt(to) == ':' && to + 1 < text.length() && Character.isDigit(text.charAt(to + 1)));
        return before || behind || text.regionMatches(true, from, "www.", 0, 4);
    }

    /** A source that is called as its host is, where it stands by itself and in that spelling. */
    private static boolean isSource(String text, int from, int to) {
        return text.substring(from, to).equals(SOURCE) && !isInAddress(text, from, to) && (from == 0 || text.charAt(from - 1) != '/')
                && (to == text.length() || text.charAt(to) != '/');
    }

    /** @param inAddress whether it is a part of an address for what stands around it */
    private static String host(String name, boolean inAddress) {
        if (IPV4.matcher(name).matches()) {
            int last = name.lastIndexOf('.');
            return name.substring(0, last) + "[.]" + name.substring(last + 1);
        }
        int last = name.length() - 1;
        while (last >= 0 && !isDot(name, last)) {
            last--;
        }
        if (last < 0) {
            return name;
        }
        String ending = name.substring(last + 1);
        if (last == name.indexOf('.') && last > 0 && FILE_ENDINGS.contains(ending.toLowerCase(Locale.ROOT))) {
            return name;
        }
        boolean looksLikeHost = ending.codePointCount(0, ending.length()) >= 2 && ending.codePoints().anyMatch(Character::isLetter);
        // names of malware, of settings and of versions look like hosts and can be neither clicked nor reached
        return looksLikeHost && (inAddress || isReachable(ending.toLowerCase(Locale.ROOT))) ? DOT.matcher(name).replaceAll("[.]") : name;
    }
}
