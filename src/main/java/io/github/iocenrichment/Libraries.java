package io.github.iocenrichment;

import io.github.iocenrichment.settings.CamelComponents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.commons.lang3.exception.ExceptionUtils;

/**
 * Libraries that an operator puts into {@code lib/} beside the jar, or beside {@code routes/}: components of Camel that the jar does not bring. A jar that is
 * started with {@code -jar} has no class path to add to, so they get a class loader of their own, which is that of every thread.
 */
final class Libraries {
    private static final Pattern MISSING = Pattern.compile("No component found with scheme: ([A-Za-z][A-Za-z0-9+.-]*)");

    private Libraries() {
    }

    /** Has this thread, and those that it starts, find what is in {@code lib/}; without such a folder nothing changes. */
    static void addTo(Thread thread) {
        Set<Path> folders = new LinkedHashSet<>();
        folders.add(Path.of("lib").toAbsolutePath().normalize());
        besideTheJar().ifPresent(folders::add);
        folders.forEach(folder -> addTo(thread, folder));
    }

    /** The same with one folder. */
    static void addTo(Thread thread, Path folder) {
        URL[] jars = jars(folder);
        if (jars.length > 0) {
            // never closed: it is needed until the process ends
            thread.setContextClassLoader(new URLClassLoader("lib", jars, thread.getContextClassLoader()));
        }
    }

    private static URL[] jars(Path folder) {
        if (!Files.isDirectory(folder)) {
            return new URL[0];
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".jar")).sorted().map(Libraries::url).toArray(URL[]::new);
        } catch (IOException e) {
            throw new StartException("the folder " + folder + " cannot be read (" + e.getClass().getSimpleName() + "); make it readable, or take it away", e);
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> besideTheJar() {
        CodeSource source = Libraries.class.getProtectionDomain().getCodeSource();
        try {
            Path program = source == null ? null : Path.of(source.getLocation().toURI());
            return program == null || !Files.isRegularFile(program) ? Optional.empty()
                    : Optional.of(program.toAbsolutePath().normalize().resolveSibling("lib"));
        } catch (URISyntaxException | IllegalArgumentException notAFile) {
            return Optional.empty();
        }
    }

    /** Names the library of a component that a route names and nobody has; empty when that is not what is wrong. */
    static Optional<String> missing(Throwable error) {
        for (Throwable cause : ExceptionUtils.getThrowableList(error)) {
            Matcher scheme = MISSING.matcher(String.valueOf(cause.getMessage()));
            if (scheme.find()) {
                return Optional.of(words(scheme.group(1)));
            }
        }
        return Optional.empty();
    }

    private static String words(String scheme) {
        return CamelComponents.artifact(scheme).map(artifact -> "a route names the component '" + scheme + "', which the jar does not bring; put org.apache.camel:"
                + artifact + ":" + version() + " and what it depends on into lib/ (mvn dependency:copy-dependencies)")
                .orElse("a route names the component '" + scheme + "', which neither Camel nor the settings know; correct it, or set output." + scheme
                        + ".base-url for an output, " + scheme + ".base-url for a source");
    }

    /** As Camel itself finds it; the context is never started, so there is nothing to close. */
    private static String version() {
        return new DefaultCamelContext(false).getVersion();
    }
}
