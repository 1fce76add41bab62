package io.github.iocenrichment;

import io.github.iocenrichment.lint.Fault;
import io.github.iocenrichment.settings.Settings;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.main.Main;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.RouteWatcherReloadStrategy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Exchanges routes when their file is saved, after the same check as before a start: a broken file keeps the routes that run. What is in work ends in the
 * old route, which is stopped as at the end of the process; a call from another route waits for the new one.
 */
final class RouteReload extends RouteWatcherReloadStrategy {
    private static final Logger LOG = LoggerFactory.getLogger("incidents");
    private static final long LOOK_EVERY_MILLIS = 500;

    private final Main camel;
    private final Settings settings;

    private RouteReload(Main camel, Settings settings, Path folder) {
        super(folder.toString(), false);
        this.camel = camel;
        this.settings = settings;
        setPattern("*.camel.yaml");
        // else the routes of all other files would be gone
        setRemoveAllRoutes(false);
        setPollTimeout(LOOK_EVERY_MILLIS);
    }

    /** Watches the folder from which the routes were loaded, until Camel ends. */
    static void begin(Main camel, Settings settings, TemplatesReload templates) {
        Path folder = RouteCheck.folder(settings.all()).orElseThrow(() -> new StartException(
                "routes.reload cannot watch routes that are loaded from " + settings.all().get(CamelMain.ROUTES)
                + "; load them from a folder or set it to false"));
        RouteReload reload = new RouteReload(camel, settings, folder);
        reload.setCamelContext(camel.getCamelContext());
        try {
            camel.getCamelContext().addService(reload);
            camel.getCamelContext().addService(templates);
        } catch (Exception e) {
            throw new StartException("routes.reload cannot watch " + folder + ": " + e.getMessage() + "; set it to false", e);
        }
        LOG.info("Route files in {}, templates and messages take effect when they are saved (routes.reload)", folder);
    }

    @Override
    protected void onRouteReload(@Nullable Collection<Resource> changed, boolean removeAllRoutes) {
        String files = changed == null ? "all files" : changed.stream().map(Resource::getLocation)
                .map(location -> location.substring(location.lastIndexOf('/') + 1)).collect(Collectors.joining(", "));
        List<Fault> faults = RouteCheck.now(camel, settings);
        if (!faults.isEmpty()) {
            LOG.warn("{} not taken over, the routes in use stay: {}{}", files, faults.get(0), faults.size() == 1 ? "" : " (and " + (faults.size() - 1)
                    + " more)");
            return;
        }
        super.onRouteReload(changed, false);
        if (getLastError() == null) {
            LOG.info("{} taken over", files);
        } else {
            LOG.warn("{} not taken over: {}", files, getLastError().getMessage());
        }
    }
}
