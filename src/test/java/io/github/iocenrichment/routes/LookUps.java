package io.github.iocenrichment.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.enrich.Enrich;
import io.github.iocenrichment.enrich.EnrichmentWork;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.source.Answer;
import java.time.Duration;
import org.apache.camel.Exchange;
import io.github.iocenrichment.Breakers;
import org.apache.camel.component.resilience4j.ResilienceProcessor;

/** Questions to one source through its routes. */
final class LookUps {
    private final RouteWorld world;
    private final String source;

    LookUps(RouteWorld world, String source) {
        this.world = world;
        this.source = source;
    }

    /** Another day: quotas are fresh, refused keys are tried again, the breaker is closed. */
    void anotherDay() {
        world.clock().advance(Duration.ofDays(2));
        breaker().transitionToCloseState();
    }

    ResilienceProcessor breaker() {
        return Breakers.of(world.context(), source);
    }

    /** Asks for an incident of its own, with headers on the message that are nobody's business outside. */
    Answer ask(IndicatorType type, String value) {
        return ask(Indicator.of(type, value));
    }

    Answer ask(Indicator indicator) {
        return askMarked("", indicator);
    }

    /** The same for an incident with a marking of its own. */
    Answer askMarked(String tlp, Indicator indicator) {
        EnrichmentWork enrichment = world.bean("enrich", Enrich.class).begin(Incidents.marked(world, tlp, indicator));
        Exchange done = world.context().createFluentProducerTemplate().to("direct:look-up-" + source).withProcessor(exchange -> {
            exchange.getMessage().setBody(indicator);
            exchange.setVariable("enrichment", enrichment);
            exchange.setVariable("indicator", indicator);
            for (String name : new String[]{"Key", "x-apikey", "api-key", "Authorization"}) {
                exchange.getMessage().setHeader(name, "somebody-elses");
            }
            exchange.getMessage().setHeader("TaskKey", "work");
            exchange.getMessage().setHeader("TaskAttempts", 0);
        }).send();
        assertThat(done.getException()).isNull();
        return done.getMessage().getBody(Answer.class);
    }
}
