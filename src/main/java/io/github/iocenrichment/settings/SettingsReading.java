package io.github.iocenrichment.settings;

import io.github.iocenrichment.files.OwnerOnly;
import io.github.iocenrichment.settings.SettingsException.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One reading of all places a setting may come from, with everything that is wrong in them. */
final class SettingsReading {
    private final SettingsInput input;
    private final SettingsCatalog catalog;
    private final Map<String, String> file;
    private final Map<String, String> secretsFile;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Set<String> secrets = new LinkedHashSet<>();
    private final Set<String> broken = new LinkedHashSet<>();
    private final List<Problem> problems = new ArrayList<>();

    SettingsReading(SettingsInput input, SettingsCatalog catalog) {
        this.input = input;
        this.catalog = catalog;
        this.file = read(input.file());
        this.secretsFile = read(input.secretsFile());
    }

    /** What has been written, whatever is still to be set before a start. */
    SettingsReview review() {
        names().forEach(this::take);
        List<Problem> all = new ArrayList<>(problems);
        SettingsCatalog own = SettingsCatalog.standard();
        missing().stream().filter(problem -> own.find(problem.property()).isEmpty()).forEach(all::add);
        return new SettingsReview(values, new UnknownNames(input, catalog).in(file.keySet(), secretsFile.keySet()), all, misplaced());
    }

    /** @param sources sources that route files have brought along */
    Settings settings(List<DeclaredSource> sources) {
        for (String name : names()) {
            take(name);
        }
        values.computeIfPresent("node.name", (name, value) -> value.isEmpty() ? HostName.of(input.environment()) : value);
        List<Problem> all = new ArrayList<>(new UnknownNames(input, catalog).in(file.keySet(), secretsFile.keySet()));
        all.addAll(problems);
        all.addAll(missing());
        all.addAll(SettingsRules.problems(values, broken));
        ProxySettings proxy = ProxySettings.of(broken.contains(ProxySettings.NO_PROXY) ? Map.of() : values, input.environment(), all);
        secrets.addAll(proxy.secrets());
        if (!all.isEmpty()) {
            throw new SettingsException(all);
        }
        List<String> warnings = new ArrayList<>(SettingsRules.warnings(values));
        warnings.addAll(SettingsRules.ignored(input.systemProperties()));
        openToOthers().ifPresent(warnings::add);
        warnings.addAll(misplaced());
        return new Settings(values, secrets, warnings, proxy, sources, input.outputs());
    }

    /** What is said of a secrets file that is not for the owner alone. */
    private Optional<String> openToOthers() {
        return Optional.ofNullable(input.secretsFile()).filter(Files::exists).filter(OwnerOnly::isOpenToOthers)
                .map(Path::getFileName).map(name -> name + " may be read by other users of this machine; run chmod 600 " + name);
    }

    /** What is said of secrets that stand in the file of all other settings, which is shown around and whose rights nobody looks at. */
    private List<String> misplaced() {
        Path main = input.file();
        Path secret = input.secretsFile();
        if (main == null || secret == null) {
            return List.of();
        }
        return file.keySet().stream().filter(name -> !file.get(name).isEmpty() && catalog.find(name).map(setting -> setting.kind().secret())
                .orElseGet(() -> SecretNames.looksSecret(name))).map(name -> main.getFileName() + Optional.of(PropertyLines.of(main, name))
                .filter(line -> line > 0).map(line -> ":" + line).orElse("") + ": " + name + " is a secret; move the line into " + secret.getFileName()).toList();
    }

    /** Names that have or could have a value: the catalog's, and whatever else was written where such names may stand. */
    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        catalog.settings().forEach(setting -> names.add(setting.name()));
        names.addAll(file.keySet());
        names.addAll(secretsFile.keySet());
        names.addAll(input.forced().keySet());
        names.addAll(input.referencedNames());
        input.environment().keySet().stream().map(VariableNames::setting).flatMap(Optional::stream).forEach(names::add);
        IvantiSettings.STOCK_RECORD_FIELDS.stream().filter(name -> input.environment().containsKey(Setting.environmentName(name))).forEach(names::add);
        input.systemProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("camel.") || catalog.find(name).isPresent()).forEach(names::add);
        return names;
    }

    private void take(String name) {
        Setting setting = catalog.find(name).orElse(null);
        Given given = given(name, setting);
        if (given == null) {
            return;
        }
        if (setting == null) {
            values.put(name, given.value());
            if (SecretNames.looksSecret(name) && !given.value().isEmpty()) {
                secrets.add(given.value());
            }
            return;
        }
        // a value is kept from logs even when it turns out to be wrong
        if (setting.kind().secret() && !given.value().isEmpty()) {
            secrets.addAll(AddedOutputs.isAddress(name) ? AddedOutputs.secretForms(given.value()) : Set.of(given.value()));
        }
        try {
            values.put(name, given.origin().equals(Given.DEFAULT) ? given.value() : setting.kind().check(given.value()));
        } catch (BadValueException e) {
            broken.add(name);
            values.put(name, given.value());
            problems.add(new Problem(name, e.getMessage() + given.whence(), e.fix()));
        }
    }

    private @Nullable Given given(String name, @Nullable Setting setting) {
        String forced = input.forced().get(name);
        if (forced != null) {
            return new Given(forced, Given.DEFAULT);
        }
        String onCommandLine = input.systemProperties().getProperty(name);
        if (onCommandLine != null) {
            return new Given(onCommandLine.strip(), "-D" + name);
        }
        String variable = Setting.environmentName(name);
        String inEnvironment = input.environment().get(variable);
        // an empty variable is what a composed environment leaves behind; it only counts where empty means something
        if (inEnvironment != null && (!inEnvironment.isBlank() || setting == null || setting.kind().mayBeEmpty())) {
            return new Given(inEnvironment.strip(), variable);
        }
        if (secretsFile.containsKey(name)) {
            return new Given(secretsFile.get(name), input.secretsFile().getFileName().toString());
        }
        if (file.containsKey(name)) {
            return new Given(file.get(name), "");
        }
        return setting == null ? null : new Given(setting.defaultValue(), Given.DEFAULT);
    }

    private List<Problem> missing() {
        List<Problem> missing = new ArrayList<>();
        for (Setting setting : catalog.settings()) {
            if (values.get(setting.name()).isEmpty() && setting.need().applies().test(values::get)) {
                String wrong = "is not set" + (setting.need().when().isEmpty() ? "" : " and must be " + setting.need().when());
                String instead = setting.need().instead().isEmpty() ? "" : ", " + setting.need().instead();
                missing.add(new Problem(setting.name(), wrong, "set it in " + setting.file() + " or as " + setting.environmentName() + instead
                        + ", or use run --sandbox to try the product without other systems"));
            }
        }
        return missing;
    }

    private Map<String, String> read(@Nullable Path path) {
        if (path == null || !Files.exists(path)) {
            return Map.of();
        }
        PropertyFile read = PropertyFile.read(path);
        read.contradicted().forEach(name -> problems.add(
                new Problem(name, "is given twice in " + path.getFileName() + " with different values", "keep one of the lines")));
        return read.values();
    }

    /**
     * A value and where it was found.
     *
     * @param value  as given, without surrounding spaces
     * @param origin empty for the file, where people look first
     */
    private record Given(String value, String origin) {
        static final String DEFAULT = "default";

        String whence() {
            return origin.isEmpty() || origin.equals(DEFAULT) ? "" : " (given by " + origin + ")";
        }
    }

    /** Names of settings that are not in the catalog but hold secrets by their name. */
    static final class SecretNames {
        private static final List<String> ENDINGS = List.of("password", "api-key", "apikey", "secret-key", "secretkey", "secret", "token", "passphrase");

        private SecretNames() {
        }

        static boolean looksSecret(String name) {
            String lower = name.toLowerCase(Locale.ROOT);
            return ENDINGS.stream().anyMatch(lower::endsWith);
        }
    }
}
