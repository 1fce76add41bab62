package io.github.iocenrichment.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The PEM file of {@code network.trust}: certificates of authorities that are trusted beside the JVM's own roots. */
public final class TrustFile {
    private TrustFile() {
    }

    /** The certificates in the file, at least one. @throws BadValueException when there is none */
    public static List<X509Certificate> certificates(Path file) {
        String fix = "set it to a PEM file with one or more certificates (-----BEGIN CERTIFICATE-----)";
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new BadValueException("names a file that cannot be read: " + Lines.quoted(file.toString()), fix);
        }
        List<X509Certificate> certificates = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            CertificateFactory.getInstance("X.509").generateCertificates(in).forEach(one -> certificates.add((X509Certificate) one));
        } catch (CertificateException e) {
            throw new BadValueException("names a file that holds no sound certificate: " + Lines.quoted(file.toString()), fix);
        } catch (IOException e) {
            throw new BadValueException("names a file that cannot be read: " + Lines.quoted(file.toString()), fix);
        }
        if (certificates.isEmpty()) {
            throw new BadValueException("names a file without a certificate: " + Lines.quoted(file.toString()), fix);
        }
        return certificates;
    }

    /** One line for each certificate that is not valid at this time. */
    static List<String> warnings(List<X509Certificate> certificates, Instant now) {
        List<String> warnings = new ArrayList<>();
        for (X509Certificate certificate : certificates) {
            String subject = certificate.getSubjectX500Principal().getName();
            if (certificate.getNotAfter().toInstant().isBefore(now)) {
                warnings.add("network.trust holds a certificate that expired on " + day(certificate.getNotAfter().toInstant()) + ": " + subject
                        + "; put the authority's present one into the file");
            } else if (certificate.getNotBefore().toInstant().isAfter(now)) {
                warnings.add("network.trust holds a certificate that is not valid before " + day(certificate.getNotBefore().toInstant()) + ": " + subject);
            }
        }
        return warnings;
    }

    static ValueKind kind() {
        return ValueKind.of("the path of a PEM file", value -> {
            certificates(Path.of(ValueKinds.path().check(value)));
            return value;
        });
    }

    private static String day(Instant time) {
        return time.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }
}
