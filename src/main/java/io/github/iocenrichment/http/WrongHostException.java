package io.github.iocenrichment.http;

import io.github.iocenrichment.source.ToldFailure;
import javax.net.ssl.SSLPeerUnverifiedException;

/** A server's certificate is that of another host. */
final class WrongHostException extends SSLPeerUnverifiedException implements ToldFailure {
    private static final long serialVersionUID = 1;

    WrongHostException(String words) {
        super(words);
    }
}
