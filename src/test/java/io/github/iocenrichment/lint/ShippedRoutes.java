package io.github.iocenrichment.lint;

import io.github.iocenrichment.Wired;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The shipped route files, for tests that put a mistake beside them. */
final class ShippedRoutes {
    private ShippedRoutes() {
    }

    /** Makes the folder {@code routes} with a copy of each. */
    static void copyTo(Path top) throws IOException {
        Path routes = Files.createDirectory(top.resolve("routes"));
        try (Stream<Path> shipped = Files.list(Path.of("routes"))) {
            for (Path file : shipped.filter(Wired::isShipped).toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
    }
}
