package io.github.iocenrichment.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.github.iocenrichment.Main;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The product with counters in it, for figures that cannot be seen from outside. Nothing else is measured in such a process. At
 * {@code http://127.0.0.1:${load.port}/} it reports what it counted since it was asked last.
 */
public final class MeasuredMain {
    private static final ObjectMapper JSON = new ObjectMapper();

    private MeasuredMain() {
    }

    public static void main(String[] arguments) throws Exception {
        SqlCounts sql = new SqlCounts();
        CountingDriver.install(sql);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.getInteger("load.port")), 0);
        server.createContext("/", exchange -> {
            ObjectNode counted = sql.drain();
            counted.set("lookUps", JSON.valueToTree(LookUpTimes.drain()));
            byte[] body = JSON.writeValueAsBytes(counted);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        Main.main(arguments);
    }
}
