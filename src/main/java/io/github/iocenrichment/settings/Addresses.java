package io.github.iocenrichment.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The kinds of setting that say where something is. None of them may hold a user or a password. */
final class Addresses {
    private static final Pattern RESERVED = Pattern.compile("[\\s/?#&]");
    private static final Pattern IPV6 = Pattern.compile("\\[?[0-9A-Fa-f:.%]*:[0-9A-Fa-f:.%]*:[0-9A-Za-z:.%]*]?");

    private Addresses() {
    }

    /** Base address of an interface: http or https, no user, query or fragment; trailing slashes are taken away. */
    static ValueKind baseUrl() {
        return ValueKind.of("an address such as https://host/path", value -> {
            URI uri = address(value);
            if (uri.getRawQuery() != null) {
                throw new BadValueException("holds a query (the part behind '?')", "write the address without it");
            }
            return value.replaceFirst("/+$", "");
        });
    }

    /** A base address whose path must end with the given one. */
    static ValueKind baseUrlEndingIn(String ending, String words) {
        return ValueKind.of(words, value -> {
            String url = baseUrl().check(value);
            if (!address(url).getRawPath().toLowerCase(Locale.ROOT).endsWith(ending)) {
                throw new BadValueException("does not end with " + ending + ": " + Lines.quoted(url), "set it to " + words);
            }
            return url;
        });
    }

    /** A whole address: http or https, no user and no fragment; kept as written. */
    static ValueKind url() {
        return ValueKind.of("an address such as https://host/path", value -> {
            address(value);
            return value;
        });
    }

    /** An address to listen on: name or number of a host, without scheme and port. */
    static ValueKind host() {
        String words = "a host name or address such as 127.0.0.1, without scheme and port";
        return ValueKind.of(words, value -> {
            boolean v6 = value.indexOf(':') >= 0;
            if (RESERVED.matcher(value).find() || v6 && !IPV6.matcher(value).matches()) {
                throw new BadValueException("is no host: " + Lines.quoted(value), "set it to " + words);
            }
            return value.startsWith("[") ? value.substring(1, value.length() - (value.endsWith("]") ? 1 : 0)) : value;
        });
    }

    /** Hosts as they stand in a {@code Host} header, separated by commas, each without scheme, port and path. */
    static ValueKind hostNames() {
        String words = "host names separated by commas, without scheme and port, such as soc.example.org,10.20.4.18";
        return ValueKind.of(words, value -> Arrays.stream(value.split(",")).map(String::strip).filter(item -> !item.isEmpty()).map(item -> {
            boolean bareV6 = item.indexOf(':') != item.lastIndexOf(':') && !item.startsWith("[");
            String host = HostHeader.host(bareV6 ? "[" + item + "]" : item)
                    .orElseThrow(() -> new BadValueException("names something that is no host: " + Lines.quoted(item), "set it to " + words));
            if (HostHeader.hasPort(item) && !bareV6) {
                throw new BadValueException("names a port, which is not compared: " + Lines.quoted(item), "write the host alone");
            }
            return host;
        }).distinct().collect(Collectors.joining(",")));
    }

    /** JDBC address of an H2 or PostgreSQL database, without credentials in it. */
    static ValueKind jdbcUrl() {
        String words = "a JDBC address such as jdbc:postgresql://host/database or jdbc:h2:file:./data/ioc-enrichment";
        return ValueKind.of(words, value -> {
            if (!value.startsWith("jdbc:h2:") && !value.startsWith("jdbc:postgresql:")) {
                throw new BadValueException("is neither an H2 nor a PostgreSQL address", "set it to " + words);
            }
            if (value.matches("(?i).*[;?&](user|password)=.*") || value.matches("jdbc:postgresql://[^/?]*@.*")) {
                throw new BadValueException("holds a user or password", "take it out and set store.username and store.password");
            }
            return value;
        });
    }

    private static URI address(String value) {
        URI uri;
        try {
            uri = new URI(value);
        } catch (URISyntaxException e) {
            throw new BadValueException("is no address", "set it to an address such as https://host/path, without spaces or quotes");
        }
        if (uri.getRawUserInfo() != null || value.matches("[A-Za-z]+://[^/?#]*@.*")) {
            throw new BadValueException("holds a user or password", "take the part before '@' out and use the properties made for it");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new BadValueException("is no http or https address: " + Lines.quoted(value), "start it with https://");
        }
        if (uri.getHost() == null || uri.getPort() > 65535 || uri.getPort() == 0) {
            throw new BadValueException("has no sound host and port: " + Lines.quoted(value), "set it to an address such as https://host/path");
        }
        if (uri.getRawFragment() != null) {
            throw new BadValueException("holds a fragment (the part behind '#')", "write the address without it");
        }
        return uri;
    }
}
