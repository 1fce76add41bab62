package io.github.iocenrichment.task;

import io.github.iocenrichment.store.Effect;
import io.github.iocenrichment.store.EffectStore;
import io.github.iocenrichment.store.NewIncident;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.store.StoreSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** The journey in small, to be killed: incidents are taken in, handed over, written to a remote system and finished by a second task. */
public final class KillableNode {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Store store;
    private final String farSide;

    private KillableNode(Store store, String farSide) {
        this.store = store;
        this.farSide = farSide;
    }

    public static void main(String[] arguments) throws Exception {
        StoreSettings settings = new StoreSettings(arguments[0], arguments[1], arguments[2], arguments[3]);
        try (Store store = Store.open(settings, Clock.systemUTC()); DefaultCamelContext camel = new DefaultCamelContext()) {
            new KillableNode(store, arguments[4]).run(camel, Integer.parseInt(arguments[5]));
        }
    }

    private void run(DefaultCamelContext camel, int incidents) throws Exception {
        camel.getRegistry().bind("store", store.transactions());
        TaskComponent component = new TaskComponent();
        component.setNodeName(store.settings().nodeName());
        camel.addComponent("task", component);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("task:note?concurrency=8").process(exchange -> note(exchange)).to("task:finish");
                from("task:finish?concurrency=2").process(exchange ->
                        store.incidents().stage(exchange.getMessage().getBody(String.class), "done", Clock.systemUTC().instant()));
                from("direct:hand-over").to("task:note");
            }
        });
        camel.start();
        var template = camel.createProducerTemplate();
        for (int i = 0; i < incidents; i++) {
            store.incidents().admit(new NewIncident("R" + i, "" + i, "s", "3", null), Clock.systemUTC().instant());
        }
        for (String recId : store.incidents().waiting(incidents)) {
            template.sendBody("direct:hand-over", recId);
            store.incidents().stage(recId, "note", Clock.systemUTC().instant());
        }
        System.out.println("handed over");
        if (System.in.read() < 0) {
            throw new IOException("the parent is gone");
        }
    }

    private void note(Exchange exchange) throws Exception {
        String recId = exchange.getMessage().getHeader(TaskHeaders.KEY, String.class);
        EffectStore effects = store.effects();
        Effect effect = effects.begin("note|" + recId, "note", recId, "note for " + recId, Clock.systemUTC().instant());
        boolean isThere = effect.isSettled()
                || effect.mayHaveActed() && send(HttpRequest.newBuilder(URI.create(farSide + recId)).GET()) == 200;
        if (!isThere) {
            effects.attempted(effect.key(), Clock.systemUTC().instant());
            if (send(HttpRequest.newBuilder(URI.create(farSide + recId)).POST(HttpRequest.BodyPublishers.ofString(effect.content()))) != 201) {
                throw new IOException("the remote system did not take it");
            }
        }
        effects.done(effect.key(), "201", Clock.systemUTC().instant());
    }

    private int send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
