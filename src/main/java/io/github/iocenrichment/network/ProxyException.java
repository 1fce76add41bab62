package io.github.iocenrichment.network;

import io.github.iocenrichment.http.ReportedFailure;
import io.github.iocenrichment.settings.ProxySettings;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The proxy, and not the system behind it, is why a call did not go through. */
final class ProxyException extends IOException implements ReportedFailure {
    private static final long serialVersionUID = 1;

    ProxyException(String words, @Nullable Throwable cause) {
        super(words, cause);
    }

    /** What the proxy's own answer means. */
    static ProxyException answered(int status, ProxySettings.Proxy proxy) {
        return new ProxyException(switch (status) {
            case 407 -> "the proxy refuses network.proxy.username (407): set " + (proxy.username() != null ? "the right user and network.proxy.password"
                    : "it, and network.proxy.password,") + " for " + proxy;
            case 403 -> "the proxy does not let this address through (403): have it allowed there, or list it in network.proxy.no-proxy";
            default -> "the proxy could not connect to this address (" + status + ")";
        }, null);
    }
}
