package io.github.iocenrichment;

import io.github.iocenrichment.enrich.UnansweredIncidents.Unanswered;
import io.github.iocenrichment.ivanti.IvantiRefusedException;
import io.github.iocenrichment.ivanti.IvantiUnavailableException;
import io.github.iocenrichment.replay.ReplayIncident;
import io.github.iocenrichment.replay.ReplayWork;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.task.ParkedTasks;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.RouteController;
import org.jspecify.annotations.Nullable;

/** A product that was started for one incident: finds it, puts it through the journey and waits for its end. */
final class OneIncident implements AutoCloseable {
    /** What these wait for may be hours away; a running product sees to it. */
    private static final Set<String> LATER = Set.of("amend", "verify", "watch", "read-again");
    /** Routes that bring what look-ups read, without beginning work on any incident. */
    private static final Set<String> KEPT_FRESH = Set.of("refresh-kev");
    private static final long LOOK_EVERY_MILLIS = 100;

    private final Product product;
    private final ParkedTasks tasks;
    private final Clock clock;
    private final Thread hook = new Thread(this::stop, "close-store");
    private volatile boolean stopping;

    OneIncident(Product product, Clock clock) {
        this.product = product;
        this.tasks = new ParkedTasks(product.store().transactions(), clock);
        this.clock = clock;
        // asked to stop, it must leave a store that is closed cleanly; the rest of the work goes on in the next run
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** @throws StartException in one line, when there is no such incident or Ivanti does not say */
    ReplayWork find(@Nullable String named) {
        ReplayWork incident = lookUp(named);
        incident.refusal().ifPresent(reason -> {
            throw new StartException(reason);
        });
        if (bean("replayIncident", ReplayIncident.class).isOwnRecord(incident,
                number -> Optional.of(lookUp(number)).filter(ReplayWork::isFound).map(ReplayWork::getRecId))) {
            throw new StartException(incident.getName() + " is one of our own record incidents; name the incident that it is about");
        }
        return incident;
    }

    private ReplayWork lookUp(String named) {
        try {
            return ask("direct:find-incident", named);
        } catch (IvantiUnavailableException | IvantiRefusedException e) {
            throw new StartException(e.getMessage() + "; try again when Ivanti answers", e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the incident could not be looked up", e);
        }
    }

    /** Sends the incident through a route. */
    ReplayWork ask(String uri, Object body) throws Exception {
        try (FluentProducerTemplate route = product.camel().getCamelContext().createFluentProducerTemplate()) {
            Exchange exchange = route.to(uri).withBody(body).send();
            if (exchange.getException() != null) {
                throw exchange.getException();
            }
            return exchange.getMessage().getBody(ReplayWork.class);
        }
    }

    /**
     * Puts it through the journey, from the beginning until nothing more of it is to be done for now.
     *
     * @return what is left: parked, or due later
     */
    List<ParkedTasks.Open> goThrough(ReplayWork incident) throws Exception {
        ask("direct:replay-incident", incident);
        return work(incident.getRecId());
    }

    /** Asks for what is missing of it and amends what was written. @return what is left: parked, or due later */
    List<ParkedTasks.Open> askAgain(Unanswered incident) throws Exception {
        ask("direct:ask-for-missing-answers", List.of(incident));
        return work(incident.recId());
    }

    private List<ParkedTasks.Open> work(String recId) throws Exception {
        product.tasks().setOnly(recId);
        for (RouteDefinition route : CamelMain.routes(product.camel())) {
            if (CamelMain.isFrom(route, "task") || KEPT_FRESH.contains(route.getRouteId())) {
                RouteController routes = product.camel().getCamelContext().getRouteController();
                // which incident a stage works on is settled at its start
                if (routes.getRouteStatus(route.getRouteId()).isStarted()) {
                    routes.stopRoute(route.getRouteId());
                }
                routes.startRoute(route.getRouteId());
            }
        }
        List<ParkedTasks.Open> open = tasks.of(recId);
        while (!stopping && open.stream().anyMatch(this::isToBeWaitedFor)) {
            Thread.sleep(LOOK_EVERY_MILLIS);
            open = tasks.of(recId);
        }
        return open;
    }

    private boolean isToBeWaitedFor(ParkedTasks.Open task) {
        Instant now = clock.instant();
        return !task.parked() && (task.running() || !LATER.contains(task.name()) || !task.dueAt().isAfter(now));
    }

    Store store() {
        return product.store();
    }

    <T> T bean(String name, Class<T> type) {
        return product.camel().lookup(name, type);
    }

    private void stop() {
        stopping = true;
        product.close();
    }

    @Override
    public void close() {
        if (!stopping) {
            Runtime.getRuntime().removeShutdownHook(hook);
            product.close();
        }
    }
}
