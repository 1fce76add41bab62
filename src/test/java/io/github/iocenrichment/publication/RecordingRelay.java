package io.github.iocenrichment.publication;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Stands before another system and keeps every byte that is sent to it: paths, headers and bodies. */
final class RecordingRelay implements AutoCloseable {
    private final ServerSocket door;
    private final int behind;
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    RecordingRelay(int behind) throws IOException {
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.behind = behind;
        start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    String sent() {
        synchronized (sent) {
            return sent.toString(StandardCharsets.ISO_8859_1);
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Socket system = new Socket(InetAddress.getLoopbackAddress(), behind);
                start(() -> copy(client, system, true));
                start(() -> copy(system, client, false));
            } catch (IOException closed) {
                if (!door.isClosed()) {
                    throw new IllegalStateException("the relay cannot pass a call on", closed);
                }
            }
        }
    }

    private void copy(Socket from, Socket to, boolean record) {
        byte[] bytes = new byte[8192];
        try (from; to; InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                if (record) {
                    synchronized (sent) {
                        sent.write(bytes, 0, read);
                    }
                }
                out.write(bytes, 0, read);
                out.flush();
            }
        } catch (IOException closedByOneSide) {
            // the other side sees the same
            return;
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
