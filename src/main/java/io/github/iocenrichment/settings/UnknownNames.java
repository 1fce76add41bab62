package io.github.iocenrichment.settings;

import io.github.iocenrichment.settings.SettingsException.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Names that look like settings and are none: most often a slip of the fingers that would go unnoticed. */
final class UnknownNames {
    /** Beginnings of variables that nothing but this product uses. */
    private static final Pattern OURS = Pattern.compile(
            "(?:IVANTI|ABUSEIPDB|VIRUSTOTAL|HYBRID_ANALYSIS|VULNERABILITY|NVD|EPSS|KEV|INTELX|STIX|ENRICHMENT|INDICATORS)_[A-Z0-9_]+");
    /** Container platforms put variables of this form into every process for a service called, say, "stix". */
    private static final Pattern LINK = Pattern.compile(".*_(?:SERVICE_HOST|SERVICE_PORT(?:_.*)?|PORT|PORT_\\d+_(?:TCP|UDP).*)");
    /** The Java platform's own properties below {@code http.}. */
    private static final Pattern PLATFORM = Pattern.compile("http\\.(?:proxy|nonProxy|agent|keepAlive|max|auth|strict).*");

    private final SettingsInput input;
    private final SettingsCatalog catalog;

    UnknownNames(SettingsInput input, SettingsCatalog catalog) {
        this.input = input;
        this.catalog = catalog;
    }

    List<Problem> in(Set<String> file, Set<String> secretsFile) {
        List<Problem> unknown = new ArrayList<>();
        Set<String> written = new TreeSet<>(file);
        written.addAll(secretsFile);
        written.stream().filter(name -> !known(name)).forEach(name -> unknown.add(problem(name)));
        new TreeSet<>(input.systemProperties().stringPropertyNames()).stream()
                .filter(name -> ours(name) && !known(name)).forEach(name -> unknown.add(problem(name)));
        Set<String> variables = variables(written);
        new TreeSet<>(input.environment().keySet()).stream()
                .filter(name -> OURS.matcher(name).matches() && !LINK.matcher(name).matches() && !variables.contains(name))
                .forEach(name -> unknown.add(variable(name)));
        return unknown;
    }

    private boolean known(String name) {
        return name.startsWith("camel.") || catalog.find(name).isPresent() || input.referencedNames().contains(name);
    }

    private boolean ours(String name) {
        int dot = name.indexOf('.');
        return dot > 0 && catalog.prefixes().contains(name.substring(0, dot)) && !PLATFORM.matcher(name).matches();
    }

    private Set<String> variables(Set<String> written) {
        Set<String> variables = new TreeSet<>();
        catalog.settings().forEach(setting -> variables.add(setting.environmentName()));
        IvantiSettings.STOCK_RECORD_FIELDS.forEach(name -> variables.add(Setting.environmentName(name)));
        input.referencedNames().forEach(name -> variables.add(Setting.environmentName(name)));
        written.forEach(name -> variables.add(Setting.environmentName(name)));
        input.environment().keySet().stream().filter(name -> VariableNames.setting(name).isPresent()).forEach(variables::add);
        return variables;
    }

    private Problem problem(String name) {
        return new Problem(Lines.quoted(name).replace("'", ""), "is no setting", catalog.nearest(name)
                .map(near -> "did you mean " + near + "?").orElse("take the line out; application.properties lists every name"));
    }

    private Problem variable(String name) {
        if (name.startsWith("IVANTI_RECORD_FIELDS_")) {
            return new Problem(name, "names a field whose spelling is not known", "write it into application.properties as ivanti.record.fields.<Field>");
        }
        return new Problem(name, "is no setting", catalog.nearestVariable(name)
                .map(near -> "did you mean " + near + "?").orElse("unset the variable; application.properties lists every name"));
    }
}
