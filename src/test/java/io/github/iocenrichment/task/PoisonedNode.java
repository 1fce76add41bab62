package io.github.iocenrichment.task;

import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A node on which one piece of work of several ends the process, as soon as all that is to run beside it does. */
public final class PoisonedNode {
    static final int AT_ONCE = 8;
    static final String POISON = "W3";
    static final int EXIT = 137;

    private final Path done;
    private final CountDownLatch together = new CountDownLatch(AT_ONCE);

    private PoisonedNode(Path done) {
        this.done = done;
    }

    /** @param arguments URL, user, password and name of the store; the file that takes what was done */
    public static void main(String[] arguments) throws Exception {
        StoreSettings settings = new StoreSettings(arguments[0], arguments[1], arguments[2], arguments[3]);
        try (Store store = Store.open(settings, Clock.systemUTC()); DefaultCamelContext camel = new DefaultCamelContext()) {
            new PoisonedNode(Path.of(arguments[4])).run(camel, store);
        }
    }

    private void run(DefaultCamelContext camel, Store store) throws Exception {
        camel.getRegistry().bind("store", store.transactions());
        TaskComponent component = new TaskComponent();
        component.setNodeName(store.settings().nodeName());
        camel.addComponent("task", component);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("task:collect?yieldToSuspects=true&onParked=reported&concurrency=" + AT_ONCE).process(exchange -> collect(exchange));
                from("task:reported").process(exchange -> done("reported ", exchange));
            }
        });
        camel.start();
        if (System.in.read() < 0) {
            throw new IOException("the parent is gone");
        }
    }

    private void collect(Exchange exchange) throws Exception {
        together.countDown();
        // suspects are alone, so they wait in vain
        together.await(1, TimeUnit.SECONDS);
        if (exchange.getMessage().getBody(String.class).equals(POISON)) {
            Runtime.getRuntime().halt(EXIT);
        }
        if (together.getCount() == 0) {
            // all that run beside the poison are in the middle of their work when it strikes
            new CountDownLatch(1).await(1, TimeUnit.MINUTES);
        }
        done("collected ", exchange);
    }

    private synchronized void done(String what, Exchange exchange) throws IOException {
        Files.writeString(done, what + exchange.getMessage().getBody(String.class) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
