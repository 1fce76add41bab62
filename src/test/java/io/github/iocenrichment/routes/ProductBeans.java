package io.github.iocenrichment.routes;

import io.github.iocenrichment.Wired;
import io.github.iocenrichment.store.Databases;
import io.github.iocenrichment.store.Store;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.main.Main;

/** Everything that the product binds for its routes, without starting them. */
public final class ProductBeans implements AutoCloseable {
    private static final String NOBODY = "http://127.0.0.1:1";
    private final Store store;
    private final Main camel;

    private ProductBeans(Store store, Main camel) {
        this.store = store;
        this.camel = camel;
    }

    public static ProductBeans bind() {
        Map<String, String> addresses = new HashMap<>(OutsideAddresses.below(NOBODY));
        // a source that was added is checked like every other, wherever its address is set
        Wired.routes().names().stream().filter(name -> name.endsWith(".base-url")).forEach(name -> addresses.putIfAbsent(name, NOBODY));
        Store store = Store.open(Databases.H2.fresh("lint"), Clock.systemUTC());
        return new ProductBeans(store, Wired.camel(Wired.settings(addresses), store, Clock.systemUTC()));
    }

    /** The bean of that name, or null. */
    Object find(String name) {
        return camel.lookup(name, Object.class);
    }

    /** Class of the bean of that name, or null. */
    Class<?> type(String name) {
        Object bean = find(name);
        return bean == null ? null : bean.getClass();
    }

    /** All of them as shipped, by name: what a source brings along that somebody has added is left out. */
    public Map<String, Object> all() {
        Map<String, Object> all = new TreeMap<>(camel.lookupByType(Object.class));
        Wired.addedSources().keySet().stream().map(name -> name.substring(0, name.indexOf('.'))).forEach(source -> {
            all.remove(source);
            all.remove("threads-" + source);
        });
        return all;
    }

    @Override
    public void close() {
        store.close();
    }
}
