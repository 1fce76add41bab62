package io.github.iocenrichment.job;

import io.github.iocenrichment.Product;
import io.github.iocenrichment.settings.RoutePlaceholders;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.settings.SettingsInput;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The product as a process whose clock is ahead, so that what is due in hours is due in its next life; to be killed. */
final class LaterNode {
    private LaterNode() {
    }

    /** @param arguments how far the clock is ahead, such as {@code PT70M} */
    public static void main(String[] arguments) throws Exception {
        Settings settings = Settings.load(new SettingsInput(Path.of("application.properties"), null, System.getenv(), System.getProperties(), Map.of(),
                RoutePlaceholders.in(Path.of("routes"))));
        Product product = Product.start(settings, true, Clock.offset(Clock.systemUTC(), Duration.parse(arguments[0])));
        Runtime.getRuntime().addShutdownHook(new Thread(product::close));
        new CountDownLatch(1).await();
    }
}
