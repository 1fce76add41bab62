package io.github.iocenrichment;

import io.github.iocenrichment.enrich.Sources;
import io.github.iocenrichment.output.Outputs;
import io.github.iocenrichment.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.EndpointStrategy;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands in front of every endpoint that reaches outside, whoever added it to the routes. In a dry run each one that is not declared as read is recorded
 * instead; in the sandbox each one that no sandbox stands for is off.
 */
final class OutgoingGuard implements EndpointStrategy {
    private static final Logger LOG = LoggerFactory.getLogger("incidents");
    /** Lead to another step, or to nothing outside. */
    private static final Set<String> INSIDE = Set.of("bean", "browse", "class", "controlbus", "dataformat", "dataset", "direct", "kamelet", "language", "log",
            "mock",
            "platform-http", "quartz", "ref", "scheduler", "seda", "stub", "task", "timer", "validator", "xpath", "xslt");
    private static final String LOG_IN = "/rest/authentication/login";

    private final Set<String> open;
    private final BiFunction<String, Endpoint, Endpoint> instead;
    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    private OutgoingGuard(Set<String> open, BiFunction<String, Endpoint, Endpoint> instead) {
        this.open = open;
        this.instead = instead;
    }

    /**
     * Whatever a route names: in a dry run nothing is written outside, in the sandbox nothing leaves this machine.
     *
     * @return what is off by then, one sentence each
     */
    static Supplier<List<String>> install(Main camel, Settings settings, RunMode mode) {
        Set<String> sources = new LinkedHashSet<>(List.of("ivanti", "ivanti-download"));
        sources.addAll(new Sources(settings).names());
        List<OutgoingGuard> guards = new ArrayList<>();
        if (isEnclosed(settings.all())) {
            Set<String> clients = new LinkedHashSet<>(sources);
            clients.addAll(new Outputs(settings).names());
            clients.addAll(List.of("ivanti-write", "intelx", "http", "https"));
            guards.add(enclosed(clients));
        }
        if (mode.instead() != null) {
            guards.add(recording(sources, mode.instead()));
        }
        camel.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeInitialize(BaseMainSupport main) {
                guards.forEach(guard -> guard.install(main.getCamelContext()));
            }
        });
        return () -> guards.stream().flatMap(guard -> guard.off().stream()).toList();
    }

    /**
     * For a dry run.
     *
     * @param reads    schemes of the systems that are only asked
     * @param recorder stands where something would be sent
     */
    static OutgoingGuard recording(Set<String> reads, RecordingComponent recorder) {
        Set<String> open = new LinkedHashSet<>(reads);
        open.remove("ivanti");
        open.add("ivanti-download");
        return new OutgoingGuard(open, (uri, endpoint) -> {
            String scheme = scheme(uri);
            if (recorder.isOurs(endpoint)) {
                return endpoint;
            }
            return scheme.equals("ivanti") ? new ReadOnly(uri, endpoint) : recorder.endpoint(scheme, uri, endpoint.getCamelContext());
        });
    }

    /** For the sandbox. @param clients schemes of HTTP clients, which call no address but those of this machine, and of files */
    static OutgoingGuard enclosed(Set<String> clients) {
        Set<String> open = new LinkedHashSet<>(clients);
        open.add("file");
        return new OutgoingGuard(open, Off::new);
    }

    @Override
    public Endpoint registerEndpoint(String uri, Endpoint endpoint) {
        String scheme = scheme(uri);
        if (INSIDE.contains(scheme) || open.contains(scheme)) {
            return endpoint;
        }
        Endpoint other = instead.apply(uri, endpoint);
        if (other instanceof Off && logged.add(scheme)) {
            LOG.warn("{}: is off in the sandbox, which has no stub for it; nothing is sent there and nothing received", scheme);
        }
        return other;
    }

    /** What is off in the sandbox, one sentence each; empty in a dry run. */
    List<String> off() {
        return logged.stream().sorted().map(scheme -> scheme + ": is off in the sandbox, which has no stub for it").toList();
    }

    private static String scheme(String uri) {
        int colon = uri.indexOf(':');
        return (colon < 0 ? uri : uri.substring(0, colon)).toLowerCase(Locale.ROOT);
    }

    /** Ivanti's scheme for reading: what an edited route would change by it is refused, for nobody records it. */
    private static final class ReadOnly extends DefaultEndpoint {
        private final Endpoint real;

        ReadOnly(String uri, Endpoint real) {
            super(uri, real.getCamelContext().getComponent("direct"));
            setCamelContext(real.getCamelContext());
            this.real = real;
        }

        @Override
        public Producer createProducer() throws Exception {
            Producer producer = real.createProducer();
            return new DefaultProducer(this) {
                @Override
                public void process(Exchange exchange) throws Exception {
                    String method = exchange.getMessage().getHeader("CamelHttpMethod", "GET", String.class);
                    if (!method.equals("GET") && !LOG_IN.equals(exchange.getMessage().getHeader("CamelHttpPath", String.class))) {
                        throw new IllegalStateException("a dry run changes nothing in Ivanti: " + method
                                + " by the scheme ivanti, which is for reading; use direct:write-to-ivanti");
                    }
                    producer.process(exchange);
                }

                @Override
                protected void doStart() throws Exception {
                    super.doStart();
                    ServiceHelper.startService(producer);
                }

                @Override
                protected void doStop() throws Exception {
                    ServiceHelper.stopService(producer);
                    super.doStop();
                }
            };
        }

        @Override
        public Consumer createConsumer(Processor processor) throws Exception {
            return real.createConsumer(processor);
        }

        @Override
        public boolean isLenientProperties() {
            return real.isLenientProperties();
        }
    }

    /** Takes everything and sends nothing. */
    private static final class Off extends DefaultEndpoint {
        Off(String uri, Endpoint real) {
            super(uri, real.getCamelContext().getComponent("direct"));
            setCamelContext(real.getCamelContext());
        }

        @Override
        public Producer createProducer() {
            return new DefaultProducer(this) {
                @Override
                public void process(Exchange exchange) {
                    // off, as the log says once
                    exchange.getMessage().setBody(null);
                }
            };
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            return new DefaultConsumer(this, processor);
        }

        @Override
        public boolean isLenientProperties() {
            return true;
        }
    }

    /** What a recorder refuses: a dry run receives nothing that would be taken away from its owner by it. */
    static UnsupportedOperationException notRecorded(String scheme) {
        return new UnsupportedOperationException("a dry run cannot record what " + scheme
                + ": receives, and receiving it may take it away; take that route out for the dry run");
    }

    /** Puts it in front of the endpoints of a context, before the first is made. */
    void install(CamelContext context) {
        context.getCamelContextExtension().registerEndpointCallback(this);
    }

    /** Settings by name that switch on that nothing leaves this machine; what is off by it, comma separated. */
    static boolean isEnclosed(Map<String, String> settings) {
        return settings.containsKey("sandbox.off");
    }
}
