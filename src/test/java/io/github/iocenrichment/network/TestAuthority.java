package io.github.iocenrichment.network;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate authority of the test's own, made anew with the JDK's {@code keytool}, and servers' certificates that it issues. */
public final class TestAuthority {
    private static final String PASSWORD = "changeit";

    private final Path folder;
    private final String name;

    private TestAuthority(Path folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    /** @param folder takes keys and certificates */
    public static TestAuthority create(Path folder, String name) throws Exception {
        TestAuthority authority = new TestAuthority(folder, name);
        authority.keytool("-genkeypair", "-alias", "ca", "-dname", "CN=" + name + ",O=Fjord Bank", "-ext", "bc:c=ca:true", "-ext", "ku:c=keyCertSign",
                "-validity", "3650", "-keystore", authority.store("ca"));
        authority.keytool("-exportcert", "-rfc", "-alias", "ca", "-file", authority.pem().toString(), "-keystore", authority.store("ca"));
        return authority;
    }

    /** The authority's certificate, for {@code network.trust}. */
    public Path pem() {
        return folder.resolve(name.replace(' ', '-') + ".pem");
    }

    /** A server's side of TLS with a certificate of this authority's for these hosts. @param options of keytool, such as -startdate */
    public SSLContext server(String hosts, String... options) throws Exception {
        String alias = "server-" + Integer.toHexString((hosts + String.join(" ", options)).hashCode());
        String request = folder.resolve(alias + ".csr").toString();
        String certificate = folder.resolve(alias + ".pem").toString();
        keytool("-genkeypair", "-alias", alias, "-dname", "CN=" + hosts.split(",")[0], "-keystore", store(alias));
        keytool("-certreq", "-alias", alias, "-file", request, "-keystore", store(alias));
        List<String> issue = new ArrayList<>(List.of("-gencert", "-alias", "ca", "-infile", request, "-outfile", certificate, "-rfc", "-ext",
                "san=dns:" + hosts.replace(",", ",dns:"), "-keystore", store("ca")));
        issue.addAll(List.of(options));
        keytool(issue.toArray(String[]::new));
        Files.writeString(Path.of(certificate), Files.readString(Path.of(certificate)) + Files.readString(pem()));
        keytool("-importcert", "-noprompt", "-alias", alias, "-file", certificate, "-keystore", store(alias));
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(Path.of(store(alias)))) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private String store(String alias) {
        return folder.resolve(name.replace(' ', '-') + "-" + alias + ".p12").toString();
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-J-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        if (arguments[0].equals("-genkeypair")) {
            command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", arguments) + ": " + said);
        }
    }
}
