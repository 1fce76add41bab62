package io.github.iocenrichment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iocenrichment.settings.Settings;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A source is called at its own address only. */
class SourceComponentTest {
    private static final Settings SETTINGS = Wired.settings(Map.of("ivanti.base-url", "https://itsm.example/HEAT/api", "ivanti.api-key", "key-of-ivanti",
            "intelx.base-url", "https://intelx.example/ctixapi", "intelx.access-id", "id", "intelx.secret-key", "key-of-intelx",
            "stix.producer.id", "identity--3f1b1f3a-6d5c-4a43-9a50-1f3d3c1f9b11", "stix.producer.name", "SOC",
            "abuseipdb.base-url", "https://vendor.example:8443/api/v2"));

    private static HttpEndpoint endpoint(String uri) throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            context.addComponent("abuseipdb", new SourceComponent("abuseipdb", SETTINGS));
            return context.getEndpoint(uri, HttpEndpoint.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"abuseipdb:base-url?throwExceptionOnFailure=false", "abuseipdb:https://vendor.example:8443/api/v2?throwExceptionOnFailure=false"})
    void itsAddressIsNamedOrWritten(String uri) throws Exception {
        HttpEndpoint endpoint = endpoint(uri);
        assertThat(endpoint.getHttpUri()).hasToString("https://vendor.example:8443/api/v2");
        assertThat(endpoint.isThrowExceptionOnFailure()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abuseipdb:https://other.example/api/v2", "abuseipdb:https://vendor.example/api/v2", "abuseipdb:http://vendor.example:8443/api/v2",
            "abuseipdb:https://vendor.example:8443@other.example/", "abuseipdb:max-in-flight", "abuseipdb:api-key", "abuseipdb:url"})
    void everyOtherAddressIsRefused(String uri) {
        assertThatThrownBy(() -> endpoint(uri)).rootCause().hasMessageContaining("calls abuseipdb at an address that is none of its own")
                .hasMessageContaining("abuseipdb:base-url");
    }

    @Test
    void whatARouteSaysOfTheAddressIsNoSecret() {
        assertThatThrownBy(() -> endpoint("abuseipdb:api-key")).rootCause().hasMessageNotContaining("key-of");
    }
}
