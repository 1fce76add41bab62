package io.github.iocenrichment.network;

import io.github.iocenrichment.http.ReportedFailure;
import javax.net.ssl.SSLPeerUnverifiedException;

/** A server's certificate is that of another host. */
final class WrongHostException extends SSLPeerUnverifiedException implements ReportedFailure {
    private static final long serialVersionUID = 1;

    WrongHostException(String words) {
        super(words);
    }
}
