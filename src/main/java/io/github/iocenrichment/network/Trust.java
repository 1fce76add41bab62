package io.github.iocenrichment.network;

import io.github.iocenrichment.settings.TrustFile;
import io.github.iocenrichment.source.VendorText;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.HttpClientHostnameVerifier;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Whose certificates are accepted: those of the JVM's own roots and of {@code network.trust}. A refusal names the certificate and what to do. */
final class Trust implements TlsSocketStrategy {
    private static final int LONGEST_NAME = 160;

    private final String file;
    private volatile @Nullable TlsSocketStrategy strategy;

    /** @param file value of {@code network.trust}; empty for none. It is read, as the JVM's roots are, when the first connection needs it */
    Trust(String file) {
        this.file = file;
    }

    @Override
    public SSLSocket upgrade(Socket socket, String host, int port, Object attachment, HttpContext context) throws IOException {
        TlsSocketStrategy known = strategy;
        if (known == null) {
            known = strategy();
            strategy = known;
        }
        return known.upgrade(socket, host, port, attachment, context);
    }

    private TlsSocketStrategy strategy() {
        try {
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, new TrustManager[]{new Telling(file.isEmpty() ? manager(null) : withRoots(TrustFile.certificates(Path.of(file))))}, null);
            return new DefaultClientTlsStrategy(tls, HostnameVerificationPolicy.CLIENT, new TellingVerifier());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the certificates cannot be used", e);
        }
    }

    private static X509TrustManager withRoots(List<X509Certificate> more) throws GeneralSecurityException, IOException {
        KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
        all.load(null, null);
        int number = 0;
        for (X509Certificate root : manager(null).getAcceptedIssuers()) {
            all.setCertificateEntry("root-" + number++, root);
        }
        for (X509Certificate own : more) {
            all.setCertificateEntry("own-" + number++, own);
        }
        return manager(all);
    }

    /** @param store null for the JVM's own, which is set by {@code javax.net.ssl.trustStore} */
    private static X509TrustManager manager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers()).filter(X509TrustManager.class::isInstance).map(X509TrustManager.class::cast).findFirst()
                .orElseThrow(() -> new GeneralSecurityException("this JVM has no trust manager for X.509"));
    }

    /** Says of a refused certificate whose it is, who issued it and why it is refused. */
    private record Telling(X509TrustManager known) implements X509TrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            try {
                known.checkServerTrusted(chain, authType);
            } catch (CertificateException e) {
                throw new UntrustedServerException(words(chain, e), e);
            }
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            known.checkClientTrusted(chain, authType);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return known.getAcceptedIssuers();
        }

        private static String words(X509Certificate[] chain, CertificateException cause) {
            X509Certificate first = chain[0];
            for (X509Certificate one : chain) {
                // a proxy that looks into TLS shows a chain whose last certificate is its own authority
                if (isOver(one)) {
                    return "the certificate of " + name(one.getSubjectX500Principal().getName()) + ", issued by "
                            + name(one.getIssuerX500Principal().getName()) + ", is not valid now: it holds from " + one.getNotBefore().toInstant() + " to "
                            + one.getNotAfter().toInstant() + "; have it renewed, or check this machine's clock";
                }
            }
            for (Throwable t : ExceptionUtils.getThrowableList(cause)) {
                String text = String.valueOf(t.getMessage());
                if (text.contains("unable to find valid certification path") || text.contains("trust anchor") || text.contains("No trusted certificate")) {
                    return "the certificate of " + name(first.getSubjectX500Principal().getName()) + " is issued by "
                            + name(chain[chain.length - 1].getIssuerX500Principal().getName())
                            + ", which is not trusted: put that authority's certificate into the file of network.trust";
                }
            }
            return "the certificate of " + name(first.getSubjectX500Principal().getName()) + ", issued by "
                    + name(first.getIssuerX500Principal().getName()) + ", is refused: " + name(cause.getMessage());
        }

        private static boolean isOver(X509Certificate certificate) {
            try {
                certificate.checkValidity();
                return false;
            } catch (CertificateException e) {
                return true;
            }
        }
    }

    /** Says of a certificate for another host for which it is. */
    private static final class TellingVerifier implements HttpClientHostnameVerifier {
        private final DefaultHostnameVerifier known = new DefaultHostnameVerifier();

        @Override
        public void verify(String host, X509Certificate certificate) throws SSLException {
            try {
                known.verify(host, certificate);
            } catch (SSLException e) {
                throw new WrongHostException("the certificate of " + name(certificate.getSubjectX500Principal().getName()) + ", issued by "
                        + name(certificate.getIssuerX500Principal().getName())
                        + ", is for another host than the one that is called: check the address; network.trust does not help here");
            }
        }

        @Override
        public boolean verify(String host, javax.net.ssl.SSLSession session) {
            return known.verify(host, session);
        }
    }

    /** Untrusted text of a certificate, on one line. */
    private static String name(@Nullable String written) {
        String line = VendorText.line(written, LONGEST_NAME);
        return line == null ? "?" : line;
    }
}
