package io.github.iocenrichment.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A connection on which a test writes what no well-behaved client would. */
public final class RawConnection implements AutoCloseable {
    private static final Pattern STATUS = Pattern.compile("HTTP/\\d\\.\\d (\\d{3}) ");
    private final Socket socket;

    public RawConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
        socket.setSoTimeout(60_000);
    }

    /** @return whether the other side still takes it */
    public boolean send(String bytes) {
        try {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    /** All that is answered until the other side closes the connection. */
    public String untilClosed() throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            InputStream in = socket.getInputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                answer.write(b);
            }
        } catch (SocketException reset) {
            // as closed as any
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }

    /** The head of the next answer. */
    public String head() throws IOException {
        StringBuilder head = new StringBuilder();
        InputStream in = socket.getInputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            head.append((char) b);
            if (head.indexOf("\r\n\r\n") >= 0) {
                break;
            }
        }
        return head.toString();
    }

    public static int status(String answer) {
        Matcher found = STATUS.matcher(answer);
        return found.lookingAt() ? Integer.parseInt(found.group(1)) : 0;
    }

    public static int answers(String answer) {
        return (int) STATUS.matcher(answer).results().count();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
