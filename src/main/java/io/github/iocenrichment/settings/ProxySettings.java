package io.github.iocenrichment.settings;

import io.github.iocenrichment.settings.SettingsException.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Through which proxy outgoing calls go: {@code network.proxy.*} first, else the variables of the environment that other programs go by.
 *
 * @param https   for addresses that begin with https; null when they are called directly
 * @param http    for addresses that begin with http; null when they are called directly
 * @param noProxy hosts that are called directly all the same
 */
public record ProxySettings(@Nullable Proxy https, @Nullable Proxy http, NoProxy noProxy) {
    static final String URL = "network.proxy.url";
    static final String NO_PROXY = "network.proxy.no-proxy";
    private static final String FIX = "set it to an address such as http://proxy.example:3128";

    /**
     * One proxy.
     *
     * @param origin   property or variable that names it
     * @param username null when it asks for none
     */
    public record Proxy(String host, int port, String origin, @Nullable String username, String password) {
        /** Without the credentials. */
        @Override
        public String toString() {
            return host + ":" + port + " (" + origin + ")";
        }
    }

    /** The proxy for calls to this host; empty when it is called directly, as loopback always is. */
    public Optional<Proxy> of(String scheme, String host, int port) {
        Proxy proxy = "https".equalsIgnoreCase(scheme) ? https : http;
        return proxy == null || Loopback.is(host) || noProxy.matches(host, port) ? Optional.empty() : Optional.of(proxy);
    }

    /** What the start says about it; empty when there is no proxy. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (https != null) {
            lines.add("Calls over https go through the proxy " + https);
        }
        if (http != null) {
            lines.add("Calls over http go through the proxy " + http);
        }
        return lines;
    }

    /** Credentials that stand in a variable and must never be shown. */
    List<String> secrets() {
        List<String> secrets = new ArrayList<>();
        for (Proxy proxy : new Proxy[]{https, http}) {
            if (proxy != null && proxy.username() != null) {
                secrets.add(proxy.username());
                secrets.add(proxy.password());
            }
        }
        return secrets;
    }

    static ProxySettings of(Map<String, String> values, Map<String, String> environment, List<Problem> problems) {
        Function<String, String> set = name -> values.getOrDefault(name, "");
        String username = set.apply("network.proxy.username");
        String password = set.apply("network.proxy.password");
        if (username.isEmpty() && !password.isEmpty()) {
            problems.add(new Problem("network.proxy.username", "is not set though network.proxy.password is", "set both or none"));
        }
        Proxy https;
        Proxy http;
        if (!set.apply(URL).isEmpty()) {
            https = proxy(URL, set.apply(URL), username, password, problems);
            http = https;
        } else {
            https = fromEnvironment(environment, "HTTPS_PROXY", username, password, problems);
            http = fromEnvironment(environment, "HTTP_PROXY", username, password, problems);
        }
        return new ProxySettings(https, http, noProxy(set.apply(NO_PROXY), environment, problems));
    }

    private static @Nullable Proxy fromEnvironment(Map<String, String> environment, String name, String username, String password, List<Problem> problems) {
        for (String variable : List.of(name, name.toLowerCase(Locale.ROOT))) {
            String value = environment.getOrDefault(variable, "").strip();
            if (!value.isEmpty()) {
                return proxy(variable, value.contains("://") ? value : "http://" + value, username, password, problems);
            }
        }
        return null;
    }

    private static @Nullable Proxy proxy(String origin, String value, String username, String password, List<Problem> problems) {
        URI uri;
        try {
            uri = new URI(value);
        } catch (URISyntaxException e) {
            uri = null;
        }
        if (uri == null || uri.getHost() == null || !"http".equalsIgnoreCase(uri.getScheme())) {
            if (!origin.equals(URL)) {
                problems.add(new Problem(origin, "names no http proxy", "set the variable to an address such as http://proxy.example:3128, or set " + URL
                        + ", which goes before it"));
            }
            return null;
        }
        String[] given = uri.getRawUserInfo() == null ? new String[0] : uri.getRawUserInfo().split(":", 2);
        String host = uri.getHost().replace("[", "").replace("]", "");
        int port = uri.getPort() < 0 ? 80 : uri.getPort();
        if (!username.isEmpty() || given.length == 0) {
            return new Proxy(host, port, origin, username.isEmpty() ? null : username, password);
        }
        return new Proxy(host, port, origin, decoded(given[0]), given.length == 1 ? "" : decoded(given[1]));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static NoProxy noProxy(String property, Map<String, String> environment, List<Problem> problems) {
        if (!property.isEmpty()) {
            return NoProxy.of(property);
        }
        for (String variable : List.of("NO_PROXY", "no_proxy")) {
            String value = environment.getOrDefault(variable, "");
            if (!value.isBlank()) {
                try {
                    return NoProxy.of(value);
                } catch (IllegalArgumentException e) {
                    problems.add(new Problem(variable, "holds what is no host, address or block: " + Lines.quoted(e.getMessage()), "correct it, or set "
                            + NO_PROXY + ", which goes before it"));
                }
            }
        }
        return NoProxy.of("");
    }

    /** Kind of {@code network.proxy.url}. */
    static ValueKind address() {
        return ValueKind.of("the address of a proxy such as http://proxy.example:3128", value -> {
            URI uri;
            try {
                uri = new URI(value);
            } catch (URISyntaxException e) {
                throw new BadValueException("is no address", FIX);
            }
            if (uri.getRawUserInfo() != null || value.matches("(?:[A-Za-z]+://)?[^/?#]*@.*")) {
                throw new BadValueException("holds a user or password", "take the part before '@' out and set network.proxy.username and"
                        + " network.proxy.password");
            }
            if (!"http".equalsIgnoreCase(uri.getScheme())) {
                throw new BadValueException("is no http address: " + Lines.quoted(value), FIX + "; https goes through it by CONNECT");
            }
            if (uri.getHost() == null || uri.getPort() < 1 || uri.getPort() > 65_535) {
                throw new BadValueException("has no sound host and port: " + Lines.quoted(value), FIX);
            }
            if (uri.getRawQuery() != null || uri.getRawFragment() != null || !uri.getRawPath().matches("/?")) {
                throw new BadValueException("holds a path: " + Lines.quoted(value), "write scheme, host and port alone, such as http://proxy.example:3128");
            }
            return value.endsWith("/") ? value.substring(0, value.length() - 1) : value;
        });
    }

    /** Kind of {@code network.proxy.no-proxy}. */
    static ValueKind hosts() {
        return ValueKind.of("hosts, addresses and blocks, separated by commas", value -> {
            try {
                NoProxy.of(value);
                return value;
            } catch (IllegalArgumentException e) {
                throw new BadValueException("holds what is no host, address or block: " + Lines.quoted(e.getMessage()),
                        "set it to a list such as intranet.example,.corp.example,10.0.0.0/8");
            }
        });
    }
}
