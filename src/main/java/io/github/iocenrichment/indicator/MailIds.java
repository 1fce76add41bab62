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
        return start >= 0 && text[from - 1] == ' ' && new String(text, start, HOST_LABEL.length()).equals(HOST_LABEL);
    }
}
