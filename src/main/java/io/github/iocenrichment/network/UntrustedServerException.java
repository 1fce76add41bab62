package io.github.iocenrichment.network;

import io.github.iocenrichment.http.ReportedFailure;
import java.security.cert.CertificateException;

/** A server's certificate is not accepted; the message names the certificate, its issuer, why, and what to do. */
final class UntrustedServerException extends CertificateException implements ReportedFailure {
    private static final long serialVersionUID = 1;

    UntrustedServerException(String words, Throwable cause) {
        super(words, cause);
    }
}
