package io.github.iocenrichment.indicator;

/** How a reader of mails hands over the hosts that made a mail's ids: of these only listed relays of mail providers are indicators, and stay in the network. */
public final class MailIds {
    /** Stands before such a host, on a line of its own. */
    public static final String HOST_LABEL = "Message-ID-Host: ";

    private MailIds() {
    }

    /** Whether the host that begins here stands behind that label. */
    static boolean isLabelled(char[] text, int from) {
        int start = from - HOST_LABEL.length();
        if (start < 0) {
            return false;
        }
        for (int i = 0; i < HOST_LABEL.length(); i++) {
            if (text[start + i] != HOST_LABEL.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
