package io.github.iocenrichment.settings;

import io.github.iocenrichment.ivanti.IvantiSession;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/** The effective, checked values of all settings. Immutable. */
public final class Settings {
    private final Map<String, String> values;
    private final Set<String> secretValues;
    private final List<String> warnings;
    private final ProxySettings proxy;
    private final List<DeclaredSource> sources;
    private final Map<String, String> outputs;

    Settings(Map<String, String> values, Set<String> secretValues, List<String> warnings, ProxySettings proxy, List<DeclaredSource> sources,
             Map<String, String> outputs) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        this.secretValues = Set.copyOf(secretValues);
        this.warnings = List.copyOf(warnings);
        this.proxy = proxy;
        this.sources = List.copyOf(sources);
        this.outputs = Map.copyOf(outputs);
    }

    /** @throws SettingsException with one line when the start cannot go on */
    public static Settings load(SettingsInput input) {
        return load(input, SettingsCatalog.standard());
    }

    /** @throws SettingsException with one line when the start cannot go on */
    public static Settings load(SettingsInput input, SettingsCatalog catalog) {
        return new SettingsReading(input, input.catalog(catalog)).settings(AddedSources.of(catalog, input.referencedNames(), input.sources()));
    }

    /** The value; empty when it is not set. */
    public String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new NoSuchElementException("there is no setting " + name);
        }
        return value;
    }

    /** The value unless it is empty. */
    public Optional<String> optional(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    /** A base address, without trailing slash. */
    public URI url(String name) {
        return URI.create(text(name));
    }

    public Duration duration(String name) {
        return Periods.parse(text(name));
    }

    /** The periods of a comma separated value. */
    public List<Duration> durations(String name) {
        return list(name).stream().map(Periods::parse).toList();
    }

    public int integer(String name) {
        return Integer.parseInt(text(name));
    }

    public long number(String name) {
        return Long.parseLong(text(name));
    }

    /** The number of a percentage: 25 for {@code 25%}. */
    public int percent(String name) {
        String value = text(name);
        return Integer.parseInt(value.substring(0, value.length() - 1));
    }

    public double decimal(String name) {
        return Double.parseDouble(text(name));
    }

    public boolean flag(String name) {
        return Boolean.parseBoolean(text(name));
    }

    public Path path(String name) {
        return Path.of(text(name));
    }

    /** The parts of a comma separated value. */
    public List<String> list(String name) {
        return Arrays.stream(text(name).split(",")).map(String::strip).filter(value -> !value.isEmpty()).toList();
    }

    /** Settings below a prefix ({@code ivanti.record.fields.}), without it, empty values left out. */
    public Map<String, String> group(String prefix) {
        Map<String, String> group = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(prefix) && !value.isEmpty()) {
                group.put(name.substring(prefix.length()), value);
            }
        });
        return group;
    }

    /** Every effective value by name, {@code camel.*} and names of route files included: Camel's override properties. */
    public Map<String, String> all() {
        return values;
    }

    /** Values that must never be shown. */
    public Set<String> secretValues() {
        return secretValues;
    }

    /** How we identify ourselves to Ivanti: by a key, or by a log-in. */
    public IvantiSession ivantiSession() {
        return optional("ivanti.api-key").map(IvantiSession::withKey).orElseGet(() -> IvantiSession.withLogin(
                text("ivanti.tenant"), text("ivanti.username"), text("ivanti.password"), text("ivanti.role")));
    }

    /** Sources that route files have brought along, by name. */
    public List<DeclaredSource> sources() {
        return sources;
    }

    /** Outputs to which route files send, by name, each with a file that does. */
    public Map<String, String> outputs() {
        return outputs;
    }

    /** Through which proxy outgoing calls go. */
    public ProxySettings proxy() {
        return proxy;
    }

    /** What is not wrong but looks so, one line each. */
    public List<String> warnings() {
        return warnings;
    }

    /** What is not wrong but looks so at this time, one line each: certificates that are over. */
    public List<String> warnings(Instant now) {
        return optional("network.trust").map(file -> TrustFile.warnings(TrustFile.certificates(Path.of(file)), now)).orElse(List.of());
    }
}
