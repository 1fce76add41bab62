package io.github.iocenrichment;

import io.github.iocenrichment.check.Preflight;
import io.github.iocenrichment.intelx.KeyLimits;
import io.github.iocenrichment.lint.Fault;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.stage.IncidentLog;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.store.StoreSettings;
import io.github.iocenrichment.task.TaskComponent;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;

/** Puts store, beans and routes together to a {@link Product} that has not been started. */
final class Assembly {
    private Assembly() {
    }

    /**
     * @param checks what looked wrong at the other systems, once they have answered
     * @param limits how often Intel Exchange may be called, once it has said so
     * @throws StartException when it cannot be put together; the store is closed then
     */
    static Product open(Settings settings, RunMode mode, StoreSettings stored, CompletableFuture<List<String>> checks,
                        AtomicReference<KeyLimits> limits, Clock clock) throws Exception {
        CompletableFuture<List<Fault>> routeCheck = RouteCheck.start(settings);
        Preparation preparation = Preparation.begin(settings);
        Store store = Store.open(stored, clock);
        try {
            Main camel = CamelMain.of(settings);
            Wiring wiring = new Wiring(settings, preparation, store, clock, mode.sandbox());
            camel.addMainListener(new MainListenerSupport() {
                @Override
                public void beforeInitialize(BaseMainSupport main) {
                    mode.before().accept(main.getCamelContext());
                    if (mode.byItself() && settings.flag("routes.reload")) {
                        addStartupListener(main.getCamelContext(), () -> RouteReload.begin(camel, settings, wiring.reloads()));
                    }
                }
            });
            TaskComponent tasks = new TaskComponent();
            tasks.setClock(clock);
            tasks.setNodeName(stored.nodeName());
            tasks.setDeaths(settings.integer("work.deaths"));
            tasks.setExclusive(store.isNameOurs());
            tasks.setLogContext(new IncidentLog(store.incidents())::open);
            camel.bind("task", tasks);
            // first, for the first component of a name is the one that is used
            if (mode.instead() != null) {
                camel.bind("ivanti-write", mode.instead());
                camel.bind("intelx", mode.instead());
            }
            if (mode.reload() != null) {
                wiring.reloadBy(mode.reload()::order);
            }
            wiring.limits(limits::get);
            wiring.bindInto(camel);
            wiring.off(OutgoingGuard.install(camel, settings, mode));
            if (!mode.byItself()) {
                camel.addOverrideProperty("camel.server.enabled", "false");
                // a context shares the scheduler of its timers with another one of its name in this process
                camel.addOverrideProperty("camel.main.name", "ioc-enrichment-replay");
            }
            RouteCheck.await(routeCheck, camel, settings);
            CamelMain.readRoutes(camel);
            if (!mode.byItself()) {
                CamelMain.routes(camel).stream().filter(route -> !CamelMain.isFrom(route, "direct")).forEach(route -> route.setAutoStartup("false"));
            }
            wiring.doubt(Preflight.await(checks));
            return new Product(store, camel, tasks, new CleanStop(tasks, wiring.calls()));
        } catch (RuntimeException | InterruptedException e) {
            store.close();
            throw e;
        }
    }

    private static void addStartupListener(CamelContext context, Runnable work) {
        try {
            AtomicBoolean done = new AtomicBoolean();
            // Camel calls it again whenever routes are added, as an exchange of a route file does
            context.addStartupListener((started, before) -> {
                if (done.compareAndSet(false, true)) {
                    work.run();
                }
            });
        } catch (Exception e) {
            throw new IllegalStateException("Camel takes no listener of its start", e);
        }
    }
}
