package io.github.iocenrichment.check;

import io.github.iocenrichment.intelx.KeyLimits;
import io.github.iocenrichment.network.ClientFactory;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.settings.SettingsException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is tried before the work begins: the systems without which nothing can be done must answer, take our keys and know our address.
 * A failure that passes (maintenance, throttling) does not stop the start; a wrong setting does.
 */
public final class Preflight {
    private static final Logger LOG = LoggerFactory.getLogger("incidents");
    private static final int TRIES = 3;
    private static final Set<Probe.Kind> MAY_PASS = EnumSet.of(Probe.Kind.PASSING, Probe.Kind.UNREACHABLE);

    private final List<Probe> probes;
    private final Duration gap;

    Preflight(List<Probe> probes, Duration gap) {
        this.probes = probes;
        this.gap = gap;
    }

    static Preflight of(Settings settings, Clock clock, Consumer<KeyLimits> limits) {
        ClientFactory clients = ClientFactory.of(settings);
        return new Preflight(List.of(new IvantiProbe(settings, clients, clock), new IntelExchangeProbe(settings, clients, clock, limits),
                new TaxiiProbe(settings, clients)), Duration.ofSeconds(1));
    }

    /**
     * Runs in a thread of its own; {@link #await} gives the outcome.
     *
     * @param limits gets how often Intel Exchange may be called, when it says so
     */
    public static CompletableFuture<List<String>> start(Settings settings, Clock clock, Consumer<KeyLimits> limits) {
        CompletableFuture<List<String>> outcome = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                outcome.complete(of(settings, clock, limits).run());
            } catch (RuntimeException e) {
                outcome.completeExceptionally(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                outcome.completeExceptionally(e);
            }
        }, "preflight");
        thread.setDaemon(true);
        thread.start();
        return outcome;
    }

    /**
     * What looks wrong and stops nothing, one sentence each.
     *
     * @throws SettingsException in one line, for the first system that cannot be worked with
     */
    public static List<String> await(CompletableFuture<List<String>> outcome) throws InterruptedException {
        try {
            return outcome.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        }
    }

    /** @throws SettingsException in one line, for the first system that cannot be worked with */
    List<String> run() throws InterruptedException {
        List<String> doubts = new ArrayList<>();
        for (Probe probe : probes) {
            Probe.Result result = probe.run();
            for (int tries = 1; MAY_PASS.contains(result.kind()) && tries < TRIES; tries++) {
                // the one place that may wait: nothing has begun yet
                Thread.sleep(gap.toMillis());
                result = probe.run();
            }
            switch (result.kind()) {
                case OK -> LOG.debug("{}", result.words());
                case DOUBTFUL -> {
                    LOG.warn("{}", result.words());
                    doubts.add(result.words());
                }
                case PASSING -> LOG.warn("{}; the product starts all the same and resumes when the failure has passed", result.words());
                default -> throw new SettingsException(result.property(), result.words(), result.remedy());
            }
        }
        return doubts;
    }
}
