package io.github.iocenrichment.settings;

import io.github.iocenrichment.settings.SettingsException.Problem;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What values mean together. */
final class SettingsRules {
    private SettingsRules() {
    }

    static List<Problem> problems(Map<String, String> values, Set<String> broken) {
        List<Problem> problems = new ArrayList<>();
        pair(values, "intelx.source-id", "intelx.collection-id", problems);
        pair(values, "ivanti.record.fields.ProfileLink_RecID", "ivanti.record.fields.ProfileLink_Category", problems);
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
        values.forEach((name, value) -> {
            if ((name.endsWith("url") || name.endsWith("-url")) && value.toLowerCase(Locale.ROOT).startsWith("http://")
                    && !Loopback.is(URI.create(value).getHost())) {
                warnings.add(name + " is plain http: keys travel in the clear");
            }
        });
        if (values.getOrDefault("privacy.mask-url-secrets", "true").equals("false")) {
            warnings.add("privacy.mask-url-secrets is false: URLs leave with the secrets and persons in them, but for user info and webhooks; set it to true");
        }
        return warnings;
    }

    private static void pair(Map<String, String> values, String one, String other, List<Problem> problems) {
        boolean hasOne = !values.getOrDefault(one, "").isEmpty();
        boolean hasOther = !values.getOrDefault(other, "").isEmpty();
        if (hasOne != hasOther) {
            problems.add(new Problem(hasOne ? other : one, "is not set though " + (hasOne ? one : other) + " is", "set both or none"));
        }
    }
}
