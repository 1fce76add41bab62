package io.github.iocenrichment;

import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.source.SourceCatalog;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/**
 * The HTTP client of one source. It calls the source at its own addresses only, so that its key reaches no other host, whatever a route says.
 * An endpoint names the address by its setting, {@code urlscan:base-url}, or writes it out.
 */
final class SourceComponent extends SystemComponent {
    private final String source;
    private final Settings settings;

    SourceComponent(String source, Settings settings) {
        this.source = source;
        this.settings = settings;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        String setting = SourceCatalog.group(source) + "." + remaining;
        if (remaining.endsWith("url") && settings.all().containsKey(setting) && settings.optional(setting).isEmpty()) {
            // how it would be called does not matter
            parameters.clear();
            return new UnsetAddress(uri, this, setting);
        }
        String address = settings.optional(setting).orElse(remaining);
        if (!isOwn(address)) {
            throw new IllegalArgumentException("a route calls " + source + " at an address that is none of its own; write " + source
                    + ":base-url, and the address as " + source + ".base-url into application.properties");
        }
        return super.createEndpoint(address.equals(remaining) ? uri : uri.replaceFirst(Pattern.quote(remaining), Matcher.quoteReplacement(address)), address,
                parameters);
    }

    private boolean isOwn(String address) throws URISyntaxException {
        String host = authority(address);
        List<String> own = settings.group(SourceCatalog.group(source) + ".").entrySet().stream()
                .filter(setting -> setting.getKey().endsWith("url") && !setting.getKey().startsWith("oauth2.")).map(Map.Entry::getValue).toList();
        for (String one : own) {
            if (authority(one).equals(host)) {
                return true;
            }
        }
        return false;
    }

    /** Scheme, host and port. */
    private static String authority(String address) throws URISyntaxException {
        URI uri = new URI(address.indexOf('?') < 0 ? address : address.substring(0, address.indexOf('?')));
        return (uri.getScheme() + "://" + uri.getRawAuthority()).toLowerCase(Locale.ROOT);
    }

    /** Stands in a route for the address of a source that is off because it has none: nothing is asked there. */
    private static final class UnsetAddress extends DefaultEndpoint {
        private final String setting;

        UnsetAddress(String uri, SourceComponent component, String setting) {
            super(uri, component);
            this.setting = setting;
        }

        @Override
        public Producer createProducer() {
            return new DefaultProducer(this) {
                @Override
                public void process(Exchange exchange) {
                    throw new IllegalStateException(setting + " is empty; set it, or let no route call this source");
                }
            };
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new UnsupportedOperationException("a source is asked, it sends nothing by itself");
        }
    }
}
