package io.github.iocenrichment.settings;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.Locale;

/** Finds out before anything else is opened whether the web server will get its port, and says why it did not. */
public final class PortCheck {
    private PortCheck() {
    }

    /** @throws SettingsException in one line when {@code http.port} is taken or {@code http.host} is no address of this machine */
    public static void check(Settings settings) {
        check(settings.text("http.host"), settings.integer("http.port"));
    }

    static void check(String host, int port) {
        InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new SettingsException("http.host", "is not known: " + Lines.quoted(host), "set it to an address of this machine, such as 127.0.0.1");
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            throw refused(host, port, e);
        }
    }

    /** What an operator reads when the server could not be bound to its address. @param cause as the system reports it */
    public static SettingsException refused(String host, int port, Throwable cause) {
        String words = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (words.contains("cannot assign") || words.contains("can't assign")) {
            return new SettingsException("http.host", "is no address of this machine: " + Lines.quoted(host), "set it to one, such as 127.0.0.1");
        }
        if (words.contains("denied")) {
            return new SettingsException("http.port", "needs more rights than this user has: " + port, "set it to a port from 1024 on");
        }
        return new SettingsException("http.port", "is taken by another program: " + port + " on " + host,
                "stop that program or set http.port (HTTP_PORT) to a free one");
    }
}
