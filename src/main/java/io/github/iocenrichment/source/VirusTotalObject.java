package io.github.iocenrichment.source;

import com.fasterxml.jackson.databind.JsonNode;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import io.github.iocenrichment.indicator.IndicatorType;
import java.io.ByteArrayOutputStream;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a report of VirusTotal is about the object that was asked for: only then may anything in it be used. Type, id and, where it has one, the
 * object's own name in the attributes have to agree with the question; what the report does not say at all shows nothing.
 */
final class VirusTotalObject {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern URL = Pattern.compile("(?s)([a-zA-Z][a-zA-Z0-9+.-]*)://([^/?#]*)([^?#]*)(\\?[^#]*)?(#.*)?");
    private static final int MOST = 8_192;

    private VirusTotalObject() {
    }

    /** @param data the object under {@code data} */
    static boolean isAsked(IndicatorType type, String value, JsonNode data) {
        String id = VendorJson.line(data.get("id"), MOST);
        JsonNode attributes = data.path("attributes");
        return switch (type) {
            case MD5, SHA1, SHA256 -> isOf(data, "file") && isFile(type, value, id, attributes);
            case URL -> isOf(data, "url") && isDigest(id) && isUrl(value, attributes.get("url"));
            case IPV4, IPV6 -> isOf(data, "ip_address") && isAddress(value, id);
            case DOMAIN -> isOf(data, "domain") && id != null && name(value).equals(name(id));
            default -> false;
        };
    }

    private static boolean isOf(JsonNode data, String type) {
        return type.equals(VendorJson.line(data.get("type"), 40));
    }

    /** The id is the SHA-256; a file that is asked for by another hash names that hash itself. */
    private static boolean isFile(IndicatorType type, String value, @Nullable String id, JsonNode attributes) {
        String asked = switch (type) {
            case MD5 -> "md5";
            case SHA1 -> "sha1";
            default -> "sha256";
        };
        String named = VendorJson.line(attributes.get(asked), 200);
        String sha256 = VendorJson.line(attributes.get("sha256"), 200);
        boolean consistent = isDigest(id) && (sha256 == null || sha256.equalsIgnoreCase(id));
        return consistent && value.equalsIgnoreCase(named == null && type == IndicatorType.SHA256 ? id : named);
    }

    private static boolean isDigest(@Nullable String id) {
        return id != null && DIGEST.matcher(id).matches();
    }

    private static boolean isAddress(String value, @Nullable String id) {
        if (id == null) {
            return false;
        }
        IPAddress asked = new IPAddressString(value).getAddress();
        IPAddress named = new IPAddressString(id).getAddress();
        return asked != null && named != null && !named.isMultiple() && asked.equals(named);
    }

    /** A name without case, in A-labels, without a final dot. */
    private static String name(String host) {
        String bare = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        try {
            return IDN.toASCII(bare, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException noName) {
            return bare.toLowerCase(Locale.ROOT);
        }
    }

    /** A report need not repeat its URL; one that does repeats the one that was asked for. */
    private static boolean isUrl(String value, @Nullable JsonNode named) {
        if (named == null || named.isNull()) {
            return true;
        }
        String other = named.asText();
        return !named.isContainerNode() && canonical(value).equals(canonical(other));
    }

    /** Without fragment, case of scheme and host, default port and percent escapes; a missing path is the root. */
    private static String canonical(String url) {
        Matcher parts = URL.matcher(url.strip());
        if (!parts.matches()) {
            return decoded(url.strip());
        }
        String scheme = parts.group(1).toLowerCase(Locale.ROOT);
        String authority = parts.group(2);
        int at = authority.lastIndexOf('@') + 1;
        String path = parts.group(3).isEmpty() ? "/" : parts.group(3);
        String query = parts.group(4) == null ? "" : parts.group(4);
        return scheme + "://" + decoded(authority.substring(0, at)) + host(scheme, authority.substring(at)) + decoded(path) + decoded(query);
    }

    private static String host(String scheme, String hostAndPort) {
        int colon = hostAndPort.endsWith("]") ? -1 : hostAndPort.lastIndexOf(':');
        String host = colon < 0 ? hostAndPort : hostAndPort.substring(0, colon);
        String port = colon < 0 ? "" : hostAndPort.substring(colon + 1);
        boolean standard = port.isEmpty() || scheme.equals("http") && port.equals("80") || scheme.equals("https") && port.equals("443");
        return name(decoded(host)) + (standard ? "" : ":" + port);
    }

    private static String decoded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream plain = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            plain.write(low < 0 ? bytes[i] : high << 4 | low);
            i += low < 0 ? 0 : 2;
        }
        return plain.toString(StandardCharsets.UTF_8);
    }
}
