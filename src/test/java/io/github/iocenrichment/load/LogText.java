package io.github.iocenrichment.load;

import java.util.Locale;
import java.util.Random;

/** A log of many kinds of lines: of a firewall, a proxy, an agent, a mail server, with stack traces and sentences between them. */
public final class LogText {
    private LogText() {
    }

    /** @param length of the text at least, in characters */
    public static String of(int length, Random random) {
        StringBuilder log = new StringBuilder(length + 400);
        for (int i = 0; log.length() < length; i++) {
            String address = (random.nextInt(200) + 20) + "." + random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256);
            String host = "h" + random.nextInt(5000) + ".mossy-anvil" + random.nextInt(50) + ".net";
            String hash = String.format(Locale.ROOT, "%016x%016x", random.nextLong(), random.nextLong());
            log.append(switch (random.nextInt(7)) {
                case 0 -> "2026-01-02T10:11:12.123Z fw01 action=deny src=" + address + " spt=52312 dst=10.1.2.3 dpt=443 proto=tcp rule=\"block\"\n";
                case 1 -> "1700000000.123 200 10.0.0.5 TCP_TUNNEL/200 3919 CONNECT " + host + ":443 - HIER_DIRECT/" + address + " -\n";
                case 2 -> "{\"event.id\":\"" + i + "\",\"url\":\"https:\\/\\/" + host + "\\/a?x=" + i
                        + "\\u0026y=2\",\"agent\":\"Mozilla/5.0 Edg/128.0.0.0\"}\n";
                case 3 -> "at com.acme.mail.Sender.run(Sender.java:" + i + ") caused by java.net.ConnectException: Connection timed out\n";
                case 4 -> "process C:\\Windows\\System32\\svchost.exe md5=" + hash + " signed=true user=CORP\\bob\n";
                case 5 -> "The user clicked the link in a suspicious mail; the machine was isolated and the password was reset on Monday.\n";
                default -> "connect from mail" + i + ".fjord-post.no[" + address + "]: queued as 4XyZ, from=<user" + i + "@" + host + ">\n";
            });
        }
        return log.toString();
    }
}
