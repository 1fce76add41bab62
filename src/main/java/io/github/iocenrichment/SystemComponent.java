package io.github.iocenrichment;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.component.http.HttpComponent;

/**
 * The HTTP client of an outside system. What it sends is written as the route's {@code Content-Type} says, JSON in UTF-8; Camel would write a text in
 * the character set of the latest answer of the exchange, which another system chose.
 */
class SystemComponent extends HttpComponent {
    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        parameters.putIfAbsent("contentTypeCharsetEnabled", "false");
        return super.createEndpoint(uri, remaining, parameters);
    }
}
