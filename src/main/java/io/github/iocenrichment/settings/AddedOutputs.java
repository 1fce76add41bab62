package io.github.iocenrichment.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The settings of added outputs: a route that sends to it or refers to <code>{{output.NAME.base-url}}</code>, or a line that sets it, brings the family
 * {@code output.NAME.base-url}, {@code .timeout}, {@code .max-in-flight} and {@code .oauth2.*}. The address is a secret: that of a webhook lets whoever
 * knows it write there.
 */
final class AddedOutputs {
    private static final Pattern MEMBER = Pattern.compile(
            "output\\.([a-z][a-z0-9-]{0,40})\\.(?:base-url|timeout|max-in-flight|oauth2\\.(?:token-url|client-id|client-secret|scope))");
    private static final Pattern ADDRESS = Pattern.compile("output\\.[a-z][a-z0-9-]{0,40}\\.base-url");
    /** Schemes that mean something else in a route. */
    private static final Set<String> TAKEN = Set.of("bean", "class", "direct", "file", "http", "https", "kamelet", "language", "log", "mock", "platform-http",
            "quartz", "ref", "rest", "seda", "store", "stub", "task", "timer");
    /** Parts of a path that are shorter say nothing that must be kept. */
    private static final int TELLING = 8;

    private AddedOutputs() {
    }

    /**
     * @param catalog what is there without them
     * @param names   names that route files refer to, or that are written anywhere
     */
    static SettingsCatalog in(SettingsCatalog catalog, Set<String> names) {
        Set<String> outputs = new TreeSet<>();
        for (String name : names) {
            Matcher member = MEMBER.matcher(name);
            if (member.matches() && !TAKEN.contains(member.group(1)) && !catalog.prefixes().contains(member.group(1))) {
                outputs.add(member.group(1));
            }
        }
        List<Setting> settings = new ArrayList<>();
        outputs.forEach(output -> settings.addAll(of(output)));
        return catalog.with(settings);
    }

    private static List<Setting> of(String output) {
        String prefix = "output." + output + ".";
        List<Setting> settings = new ArrayList<>(List.of(Setting.of(prefix + "base-url", "", webhook(), "address of " + output + "; empty switches it off"),
                Setting.of(prefix + "timeout", "20s", TimeKinds.duration("1s", "10m"), "longest wait for an answer"),
                Setting.of(prefix + "max-in-flight", "4", ValueKinds.number(1, 500), "requests at one time from this node")));
        settings.addAll(logIn(prefix));
        return settings;
    }

    /** Client credentials (OAuth 2), with which an output or an added source may be called. @param prefix with its dot */
    static List<Setting> logIn(String prefix) {
        Requirement used = Requirement.whileSet(prefix + "oauth2.client-id");
        return List.of(Setting.needed(prefix + "oauth2.token-url", Addresses.url(), used, "where a token is given for client-id and client-secret"),
                Setting.of(prefix + "oauth2.client-id", "", ValueKinds.key(), "client of that log-in; empty = none"),
                Setting.needed(prefix + "oauth2.client-secret", ValueKinds.password(), used, "secret of that log-in"),
                Setting.of(prefix + "oauth2.scope", "", ValueKinds.text(), "scope of the token; empty asks for none"));
    }

    static String address(String output) {
        return "output." + output + ".base-url";
    }

    static boolean isAddress(String name) {
        return ADDRESS.matcher(name).matches();
    }

    /** An address with whatever path and query it has; what is wrong with it is said without showing it. */
    private static ValueKind webhook() {
        String words = "an address such as https://host/path";
        return ValueKind.of(words, value -> {
            try {
                URI uri = new URI(value);
                String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
                if ((scheme.equals("https") || scheme.equals("http")) && uri.getHost() != null && uri.getRawUserInfo() == null
                        && uri.getRawFragment() == null) {
                    return value;
                }
            } catch (URISyntaxException e) {
                // said below, without the value, which is a secret
            }
            throw new BadValueException("is no http or https address, or holds a user or a fragment", "set it to " + words + ", without spaces or quotes");
        }).asSecret();
    }

    /** Every form in which the address may stand in a text: whole, its path, parts of the path and values of the query that are no plain words. */
    static Set<String> secretForms(String address) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(address);
        try {
            URI uri = new URI(address);
            String path = uri.getRawPath() == null ? "" : uri.getRawPath();
            String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
            if (path.length() > TELLING) {
                forms.add(path);
            }
            if (!query.isEmpty()) {
                forms.add(path + "?" + query);
            }
            Stream.concat(Arrays.stream(path.split("/")), Arrays.stream(query.split("&")).map(pair -> pair.substring(pair.indexOf('=') + 1)))
                    .filter(part -> part.length() >= TELLING && !part.matches("[a-z-]+")).forEach(part -> {
                        forms.add(part);
                        forms.add(decoded(part));
                    });
        } catch (URISyntaxException e) {
            // refused as no address; the whole of it is masked all the same
        }
        return forms;
    }

    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return part;
        }
    }
}
