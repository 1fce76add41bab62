package io.github.iocenrichment.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/** The components that Camel has by its catalogue, each with its library, whether or not the library is there. */
public final class CamelComponents {
    private static final String SERVICES = "META-INF/services/org/apache/camel/component/";
    private static final Properties ARTIFACTS = artifacts();

    private CamelComponents() {
    }

    /** The artifact that brings a scheme ({@code camel-kafka}); empty for a scheme that the catalogue does not have. */
    public static Optional<String> artifact(String scheme) {
        return Optional.ofNullable(ARTIFACTS.getProperty(scheme)).map(artifact -> artifact.isEmpty() ? "camel-" + scheme : artifact);
    }

    /** Whether the catalogue has the scheme, or a library that somebody put on the class path brings it. */
    static boolean isKnown(String scheme) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return ARTIFACTS.containsKey(scheme) || (loader == null ? CamelComponents.class.getClassLoader() : loader).getResource(SERVICES + scheme) != null;
    }

    private static Properties artifacts() {
        Properties artifacts = new Properties();
        try (InputStream table = CamelComponents.class.getResourceAsStream("/components.properties")) {
            artifacts.load(table);
            return artifacts;
        } catch (IOException e) {
            throw new UncheckedIOException("the table of components cannot be read from the jar", e);
        }
    }
}
