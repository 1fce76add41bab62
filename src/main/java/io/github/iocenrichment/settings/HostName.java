package io.github.iocenrichment.settings;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** This machine's name, asked where the answer comes quickest. */
final class HostName {
    private static final Path FILE = Path.of("/etc/hostname");

    private HostName() {
    }

    static String of(Map<String, String> environment) {
        for (String variable : new String[] {"HOSTNAME", "COMPUTERNAME"}) {
            String name = environment.get(variable);
            if (name != null && !name.isBlank()) {
                return name.strip();
            }
        }
        try {
            String written = Files.isReadable(FILE) ? Files.readString(FILE).strip() : "";
            return written.isEmpty() ? InetAddress.getLocalHost().getHostName() : written;
        } catch (IOException e) {
            // a machine without a name in its own tables still needs one here
            return "localhost";
        }
    }
}
