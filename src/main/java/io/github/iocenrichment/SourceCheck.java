package io.github.iocenrichment;

import io.github.iocenrichment.check.CheckUp;
import io.github.iocenrichment.enrich.EnrichmentWork;
import io.github.iocenrichment.enrich.SourceTrial;
import io.github.iocenrichment.enrich.Sources;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.CveOrgReader;
import io.github.iocenrichment.source.Source;
import io.github.iocenrichment.source.Source.Trait;
import io.github.iocenrichment.source.SourceCatalog;
import io.github.iocenrichment.stage.FailureLog;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.FluentProducerTemplate;
import org.jspecify.annotations.Nullable;

/**
 * Asks every source once, by the routes and clients of the work itself, added ones too: what it says is what the work meets. The store that counts
 * and keeps the answers is forgotten.
 */
public final class SourceCheck {
    private final Settings settings;
    private final Product product;
    private final List<CheckUp.Line> lines = new ArrayList<>();
    private final List<String> notTried = new ArrayList<>();

    /**
     * What came of it.
     *
     * @param lines    one for each source that was tried
     * @param notTried names of the others, each with the reason
     */
    public record Outcome(List<CheckUp.Line> lines, List<String> notTried) {
    }

    private SourceCheck(Settings settings, Product product) {
        this.settings = settings;
        this.product = product;
    }

    /** @throws StartException when the routes cannot be read */
    public static Outcome run(Settings settings, Clock clock) throws Exception {
        try (Product product = Product.startForTrial(settings, clock)) {
            SourceCheck check = new SourceCheck(settings, product);
            check.askAll(clock);
            return new Outcome(check.lines, check.notTried);
        }
    }

    private void askAll(Clock clock) throws Exception {
        EnrichmentWork trial = SourceTrial.begin(PrivacyConfiguration.privacy(settings), clock.instant());
        Sources sources = new Sources(settings);
        Map<String, Throwable> notLoaded = new HashMap<>();
        for (String list : SourceCatalog.builtIn(Trait.COPIED)) {
            if (sources.isEnabled(list)) {
                failure(send("direct:ask-" + list, trial)).ifPresent(failure -> notLoaded.put(list, failure));
            }
        }
        Exchange asked = send("direct:ask-sources", trial);
        Map<String, Answer> answers = new LinkedHashMap<>();
        if (failure(asked).isPresent()) {
            lines.add(new CheckUp.Line(false, "sources: the routes that ask them fail: " + FailureLog.words(failure(asked).get())
                    + CheckUp.FIX + "correct the route"));
        } else {
            answers.putAll(SourceTrial.bySource(asked.getMessage().getBody(Collection.class)));
        }
        for (String source : sources.names()) {
            if (notLoaded.containsKey(source)) {
                lines.add(unusable(source, FailureLog.words(notLoaded.get(source))));
            } else if (answers.containsKey(source)) {
                report(source, answers.get(source));
            } else if (failure(asked).isEmpty()) {
                notTried.add(source + " (" + whyNotTried(source) + ")");
            }
        }
    }

    private String whyNotTried(String source) {
        boolean ofCves = SourceCatalog.is(source, Trait.CVES);
        if (ofCves && !settings.flag("vulnerability.enabled")) {
            return "vulnerability.enabled is false";
        }
        if (ofCves && !new Sources(settings).isEnabled(source)) {
            return SourceCatalog.known().find(source).orElseThrow().address() + " is empty";
        }
        return source.equals(CveOrgReader.SOURCE) ? "asked only where NVD has no score" : "no route asks it";
    }

    private Exchange send(String route, EnrichmentWork trial) throws Exception {
        try (FluentProducerTemplate template = product.camel().getCamelContext().createFluentProducerTemplate()) {
            return template.withProcessor(exchange -> exchange.setVariable("enrichment", trial)).to(route).send();
        }
    }

    private static Optional<Throwable> failure(Exchange exchange) {
        return Optional.ofNullable(exchange.getException());
    }

    private void report(String source, Answer answer) {
        String title = SourceCatalog.title(source);
        String key = SourceCatalog.keySetting(source);
        boolean hasKey = !settings.all().getOrDefault(key, "").isEmpty();
        boolean withoutKey = SourceCatalog.known().find(source).map(known -> known.key() == Source.Key.OPTIONAL).orElse(false);
        switch (answer.state()) {
            case FOUND, NOT_FOUND, PENDING -> lines.add(new CheckUp.Line(true, title + ": " + title + " answers" + (hasKey ? " and takes the key" : "")));
            case UNAUTHORISED -> lines.add(new CheckUp.Line(false, title + ": " + key + " is refused by " + title + ": " + answer.reason()
                    + CheckUp.FIX + "set a valid key, or none to do without " + (withoutKey ? "one" : "this source")));
            case QUOTA -> lines.add(new CheckUp.Line(false, title + ": " + title + " answers, but its quota is used up for now" + CheckUp.FIX
                    + "try again later"));
            case SKIPPED -> notTried.add(source + " (" + (hasKey || withoutKey ? answer.reason() : "no key") + ")");
            default -> lines.add(unusable(source, answer.reason()));
        }
    }

    private CheckUp.Line unusable(String source, @Nullable String reason) {
        return new CheckUp.Line(false, SourceCatalog.title(source) + ": " + SourceCatalog.known().find(source).orElseThrow().address() + " cannot be used: " + reason
                + CheckUp.FIX + "check the address, the proxy and the network");
    }
}
