package io.github.iocenrichment.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A way to a database on this machine that can fall silent, as a firewall does that drops what it has forgotten: nothing is forwarded and nothing is
 * closed. Connections that were open then stay silent for ever; new ones work again after {@link #speak}.
 */
public final class SilentProxy implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final int target;
    private volatile int generation;
    private volatile boolean silent;

    private SilentProxy(int target) throws IOException {
        this.target = target;
        start(this::accept);
    }

    /** A way to the database of these settings; {@link #through} gives the settings that take it. */
    public static SilentProxy before(StoreSettings settings) throws IOException {
        return new SilentProxy(Integer.parseInt(settings.url().replaceFirst(".*//[^:/]+:(\\d+)/.*", "$1")));
    }

    public StoreSettings through(StoreSettings settings, String more) {
        return new StoreSettings(settings.url().replaceFirst(":\\d+/", ":" + server.getLocalPort() + "/") + more, settings.username(), settings.password(),
                settings.nodeName());
    }

    public void fallSilent() {
        silent = true;
        generation++;
    }

    public void speak() {
        silent = false;
    }

    private void accept() throws IOException {
        while (!server.isClosed()) {
            Socket in = server.accept();
            sockets.add(in);
            if (!silent) {
                Socket out = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(out);
                int mine = generation;
                start(() -> forward(in, out, mine));
                start(() -> forward(out, in, mine));
            }
        }
    }

    private void forward(Socket from, Socket to, int mine) throws IOException {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] bytes = new byte[8192];
        for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
            if (generation == mine) {
                out.write(bytes, 0, read);
            }
        }
        if (generation == mine) {
            to.close();
        }
    }

    private interface Piping {
        void run() throws IOException;
    }

    private static void start(Piping piping) {
        Thread thread = new Thread(() -> {
            try {
                piping.run();
            } catch (IOException closed) {
                // one end is gone, and with it this way
                Thread.currentThread().interrupt();
            }
        }, "silent-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
