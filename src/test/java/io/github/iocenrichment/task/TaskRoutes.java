package io.github.iocenrichment.task;

import io.github.iocenrichment.store.Databases;
import io.github.iocenrichment.store.Store;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;

/** A route that works on tasks, one that takes what it hands over, and their store. */
abstract class TaskRoutes {
    final List<Integer> next = new CopyOnWriteArrayList<>();
    final List<String> nextKeys = new CopyOnWriteArrayList<>();
    Store store;
    DefaultCamelContext camel;
    ProducerTemplate template;
    ParkedTasks parked;

    void start(Databases database, String uri, Processor work) throws Exception {
        store = Store.open(database.fresh("node-1"), Clock.systemUTC());
        camel = new DefaultCamelContext();
        camel.getRegistry().bind("store", store.transactions());
        TaskComponent component = new TaskComponent();
        component.setNodeName("node-1");
        camel.addComponent("task", component);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from(uri).routeId("worker").process(work);
                from("task:next").routeId("next").process(exchange -> {
                    nextKeys.add(exchange.getMessage().getBody(String.class));
                    next.add(exchange.getMessage().getHeader("TaskPriority", Integer.class));
                });
            }
        });
        camel.start();
        template = camel.createProducerTemplate();
        parked = new ParkedTasks(store.transactions(), Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        if (camel != null) {
            camel.stop();
        }
        if (store != null) {
            store.close();
        }
    }

    List<ParkedTasks.Count> counts() {
        return parked.counts();
    }
}
