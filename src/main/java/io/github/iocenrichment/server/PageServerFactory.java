package io.github.iocenrichment.server;

import io.github.iocenrichment.web.Access;
import io.github.iocenrichment.web.AllowedHosts;
import io.github.iocenrichment.web.AuditTrail;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Service;
import org.apache.camel.main.HttpManagementServerConfigurationProperties;
import org.apache.camel.main.HttpServerConfigurationProperties;
import org.apache.camel.main.MainHttpServerFactory;

/** Gives Camel the product's HTTP server where it looks for its own: {@code camel.server.*} with host and port, as {@code http.*} say. */
public final class PageServerFactory implements MainHttpServerFactory {
    private final AllowedHosts hosts;
    private final Access access;
    private final AuditTrail audit;
    private final Supplier<String> stamp;

    /** @param stamp changes when there is something new to show */
    public PageServerFactory(AllowedHosts hosts, Access access, AuditTrail audit, Supplier<String> stamp) {
        this.stamp = stamp;
        this.hosts = hosts;
        this.access = access;
        this.audit = audit;
    }

    @Override
    public Service newHttpServer(CamelContext camel, HttpServerConfigurationProperties configuration) {
        return new PageServer(camel, configuration.getHost(), configuration.getPort(), ServerLimits.STANDARD, hosts, access, audit, stamp);
    }

    @Override
    public Service newHttpManagementServer(CamelContext camel, HttpManagementServerConfigurationProperties configuration) {
        throw new IllegalArgumentException("camel.management.enabled is not supported: there is one server, of http.host and http.port; remove it");
    }
}
