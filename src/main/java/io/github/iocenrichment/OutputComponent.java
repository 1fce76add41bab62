package io.github.iocenrichment;

import io.github.iocenrichment.output.Outputs;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Endpoint;
import org.apache.camel.component.http.HttpEndpoint;

/**
 * The HTTP client of one added output. Whatever stands behind the scheme in a route, it calls the address of {@code output.NAME.base-url} and no other; that
 * address is a secret, so it is no part of the endpoint's name, which Camel shows in logs and errors.
 */
final class OutputComponent extends SystemComponent {
    private static final Set<String> OPTIONS = Set.of("throwExceptionOnFailure", "disableStreamCache");
    /** Has no address in any network. */
    private static final String NOWHERE = "http://off.invalid";

    private final String name;
    private final Outputs outputs;

    OutputComponent(String name, Outputs outputs) {
        this.name = name;
        this.outputs = outputs;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        // a query behind the address in a route belongs to the address, which is taken from the settings
        parameters.keySet().removeIf(option -> !OPTIONS.contains(option));
        URI address = URI.create(outputs.address(name).orElse(NOWHERE));
        HttpEndpoint endpoint = (HttpEndpoint) super.createEndpoint(name + "://http://output." + name, "http://output." + name, parameters);
        endpoint.setHttpUri(address);
        return endpoint;
    }
}
