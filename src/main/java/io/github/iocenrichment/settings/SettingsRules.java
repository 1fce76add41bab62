package io.github.iocenrichment.settings;

import io.github.iocenrichment.settings.SettingsException.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What values mean together. */
final class SettingsRules {
    /** Addresses of our own, and that of the proxy itself. */
    private static final Pattern NOT_CALLED = Pattern.compile("(?:http|store|network)\\..*");
    private static final Pattern KEY = Pattern.compile("(?:oauth2\\.)?(?:api-key|access-id|secret-key|username|password|client-id|client-secret|token)");

    private SettingsRules() {
    }

    static List<Problem> problems(Map<String, String> values, Set<String> broken) {
        List<Problem> problems = new ArrayList<>();
        pair(values, "intelx.source-id", "intelx.collection-id", problems);
        if (!"true".equals(values.get("network.allow-http"))) {
            inTheClear(values).forEach(name -> problems.add(new Problem(name, "is plain http: the key would travel in the clear",
                    "use https, or set network.allow-http=true")));
        }
        pair(values, "ivanti.record.fields.ProfileLink_RecID", "ivanti.record.fields.ProfileLink_Category", problems);
        // by Camel's own defaults the first save of a file takes all routes away that stand in others
        values.keySet().stream().filter(name -> name.toLowerCase(Locale.ROOT).replace("-", "").startsWith("camel.main.routesreload"))
                .forEach(name -> problems.add(new Problem(name, "cannot be set: the first save would end the routes of all other files",
                        "take it out and set routes.reload=true")));
        return problems;
    }

    static List<String> warnings(Map<String, String> values) {
        List<String> warnings = new ArrayList<>();
        String intelx = values.getOrDefault("intelx.base-url", "");
        if (!intelx.isEmpty() && (URI.create(intelx).getRawPath() == null || URI.create(intelx).getRawPath().isEmpty())) {
            warnings.add("intelx.base-url has no path; it usually ends with /ctixapi");
        }
        if (values.getOrDefault("http.allowed-hosts", "").isEmpty() && HostHeader.isWildcard(values.getOrDefault("http.host", ""))) {
            warnings.add("http.allowed-hosts is empty while http.host is a wildcard address: the status page answers to loopback names only; "
                    + "set it to the names by which it is called");
        }
        List<String> off = Stream.of(values.getOrDefault("sandbox.off", "").split(",")).filter(name -> !name.isEmpty()).toList();
        if (!off.isEmpty()) {
            // one line for all, since seven of the shipped sources have none
            warnings.add(String.join(", ", off) + (off.size() == 1 ? " is off in the sandbox, which has no stub for it"
                    : " are off in the sandbox, which has no stubs for them"));
        }
        inTheClear(values).forEach(name -> warnings.add(name + " is plain http: keys travel in the clear"));
        if (values.getOrDefault("privacy.mask-url-secrets", "true").equals("false")) {
            warnings.add("privacy.mask-url-secrets is false: URLs leave with the secrets and persons in them, but for user info and webhooks; set it to true");
        }
        return warnings;
    }

    /** Settings of the JVM that other programs go by and this one does not. */
    static List<String> ignored(Properties jvm) {
        List<String> names = Stream.of("https.proxyHost", "http.proxyHost", "socksProxyHost", "java.net.useSystemProxies")
                .filter(name -> jvm.getProperty(name) != null).map(name -> "-D" + name).toList();
        return names.isEmpty() ? List.of() : List.of(String.join(", ", names) + (names.size() == 1 ? " is" : " are")
                + " not read; set network.proxy.url for an outgoing proxy");
    }

    /** Addresses over plain http, not on this machine, behind which a key would travel. */
    static List<String> inTheClear(Map<String, String> values) {
        return values.entrySet().stream().filter(setting -> setting.getKey().endsWith("url") && !NOT_CALLED.matcher(setting.getKey()).matches()
                && setting.getValue().toLowerCase(Locale.ROOT).startsWith("http://") && !isLoopback(setting.getValue())
                && (AddedOutputs.isAddress(setting.getKey()) || hasKey(values, setting.getKey().substring(0, setting.getKey().lastIndexOf('.') + 1))))
                .map(Map.Entry::getKey).toList();
    }

    private static boolean isLoopback(String address) {
        try {
            return Loopback.is(new URI(address).getHost());
        } catch (URISyntaxException e) {
            // reported already as what it is
            return true;
        }
    }

    private static boolean hasKey(Map<String, String> values, String prefix) {
        return values.entrySet().stream().anyMatch(setting -> setting.getKey().startsWith(prefix) && !setting.getValue().isEmpty()
                && KEY.matcher(setting.getKey().substring(prefix.length())).matches());
    }

    private static void pair(Map<String, String> values, String one, String other, List<Problem> problems) {
        boolean hasOne = !values.getOrDefault(one, "").isEmpty();
        boolean hasOther = !values.getOrDefault(other, "").isEmpty();
        if (hasOne != hasOther) {
            problems.add(new Problem(hasOne ? other : one, "is not set though " + (hasOne ? one : other) + " is", "set both or none"));
        }
    }
}
