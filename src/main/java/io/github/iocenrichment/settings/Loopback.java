package io.github.iocenrichment.settings;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which host names are this machine talking to itself, decided without asking a name server. */
public final class Loopback {
    private Loopback() {
    }

    public static boolean is(@Nullable String host) {
        if (host == null) {
            return false;
        }
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.equals("::1") || name.equals("[::1]") || name.equals("0:0:0:0:0:0:0:1")
                || name.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }
}
