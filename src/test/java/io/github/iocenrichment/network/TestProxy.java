package io.github.iocenrichment.network;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * An outgoing proxy of a test's own: hosts that no name server knows lead to ports of this machine. Behind a {@code CONNECT} it speaks TLS with the
 * host's certificate and passes on what is inside. Keeps every byte that it could read itself.
 */
public final class TestProxy implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Integer> ports = new ConcurrentHashMap<>();
    private final Map<String, SSLContext> certificates = new ConcurrentHashMap<>();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final String credentials;
    private volatile int refusal;

    private TestProxy(String credentials) throws IOException {
        this.credentials = credentials;
        threads.execute(this::accept);
    }

    public static TestProxy open() throws IOException {
        return new TestProxy(null);
    }

    /** One that lets nobody through but this user. */
    public static TestProxy of(String user, String password) throws IOException {
        return new TestProxy("Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
    }

    /** A host behind the proxy: plain HTTP on a port of this machine, which it reaches over TLS when there is a certificate. */
    public TestProxy leading(String host, int port, SSLContext certificate) {
        ports.put(host, port);
        if (certificate != null) {
            certificates.put(host, certificate);
        }
        return this;
    }

    /** Answers each {@code CONNECT} so from now on. */
    public void refusing(int status) {
        refusal = status;
    }

    public int port() {
        return socket.getLocalPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** The heads of requests as the proxy sees them: line and headers. */
    public List<String> heads() {
        return heads;
    }

    /** Hosts that were asked for. */
    public List<String> hosts() {
        return heads.stream().map(head -> head.split(" ")[1].replaceFirst("^http://", "").split("[:/]")[0]).distinct().sorted().toList();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                threads.execute(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            String head = head(client.getInputStream());
            if (head.isEmpty()) {
                return;
            }
            heads.add(head);
            String[] line = head.substring(0, head.indexOf("\r\n")).split(" ");
            if (credentials != null && !head.contains("Proxy-Authorization: " + credentials)) {
                answer(client, "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"corp\"");
            } else if (refusal != 0) {
                answer(client, refusal + " No");
            } else if (line[0].equals("CONNECT")) {
                connect(client, line[1].substring(0, line[1].lastIndexOf(':')));
            } else {
                forward(client, head, line[1].replaceFirst("^http://", "").split("[:/]")[0]);
            }
        } catch (IOException ended) {
            // either side has had enough
        }
    }

    private void connect(Socket client, String host) throws IOException {
        SSLContext certificate = certificates.get(host);
        if (certificate == null) {
            answer(client, "502 Bad Gateway");
            return;
        }
        client.getOutputStream().write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        try (SSLSocket inside = (SSLSocket) certificate.getSocketFactory().createSocket(client, null, false);
             Socket server = new Socket(InetAddress.getLoopbackAddress(), ports.get(host))) {
            inside.setUseClientMode(false);
            inside.startHandshake();
            pass(inside, server);
        }
    }

    /** One request and its answer; the connection ends with it. */
    private void forward(Socket client, String head, String host) throws IOException {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), ports.get(host))) {
            String line = head.substring(0, head.indexOf("\r\n")).replaceFirst("http://[^/ ]+", "");
            String others = head.substring(head.indexOf("\r\n")).lines().filter(header -> !header.startsWith("Proxy-") && !header.startsWith("Connection:"))
                    .collect(Collectors.joining("\r\n"));
            server.getOutputStream().write((line + others + "\r\nConnection: close\r\n\r\n").replace("\r\n\r\nConnection", "\r\nConnection")
                    .getBytes(StandardCharsets.ISO_8859_1));
            pass(client, server);
        }
    }

    private void pass(Socket client, Socket server) throws IOException {
        threads.execute(() -> {
            try {
                client.getInputStream().transferTo(server.getOutputStream());
                server.shutdownOutput();
            } catch (IOException ended) {
                // the answer's side sees it too
            }
        });
        InputStream answers = server.getInputStream();
        OutputStream out = client.getOutputStream();
        byte[] piece = new byte[8192];
        for (int read = answers.read(piece); read >= 0; read = answers.read(piece)) {
            out.write(piece, 0, read);
            out.flush();
        }
    }

    private static void answer(Socket client, String statusAndHeaders) throws IOException {
        client.getOutputStream().write(("HTTP/1.1 " + statusAndHeaders + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int last = 0;
        for (int one = in.read(); one >= 0; one = in.read()) {
            head.write(one);
            last = last << 8 | one;
            if (last == 0x0d0a0d0a) {
                break;
            }
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
