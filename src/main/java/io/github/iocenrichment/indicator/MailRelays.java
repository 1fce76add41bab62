package io.github.iocenrichment.indicator;

import io.github.iocenrichment.indicator.ExtractionRules.Topic;

/**
 * Relays of mail providers where a mail's headers of transport name them: shown, but neither asked about nor published, since they have no part in an attack.
 * The same host in the body or in a link is judged as any other.
 */
final class MailRelays {
    /** Why a relay must not leave the organisation. */
    static final String REASON = "mail relay";
    private static final int REACH = 4_000;
    private static final int LONGEST_NAME = 60;

    private final Scan scan;

    MailRelays(Scan scan) {
        this.scan = scan;
    }

    /** Whether a host or an address that stands here is a listed relay in a header of transport. */
    boolean isRelay(IndicatorType type, String value, int from) {
        boolean listed = switch (type) {
            case DOMAIN -> scan.rules.isRelay(value);
            case EMAIL -> scan.rules.isRelay(value.substring(value.indexOf('@') + 1));
            case IPV4, IPV6 -> scan.rules.isRelayAddress(value);
            default -> false;
        };
        return listed && isInTransport(from);
    }

    /** Whether the line that goes on here, folded or not, is a header field that mail servers write. */
    private boolean isInTransport(int place) {
        int line = lineStart(place, place);
        while (line > 0 && isBlank(scan.at(line)) && place - line < REACH) {
            line = lineStart(line - 1, place);
        }
        int from = line;
        while (from < place && from - line < 4 && (scan.at(from) == '"' || scan.at(from) == '>' || isBlank(scan.at(from)))) {
            from++;
        }
        int colon = from;
        while (colon < place && colon - from < LONGEST_NAME && (Chars.isAlnum(scan.t[colon]) || scan.t[colon] == '-')) {
            colon++;
        }
        int behind = scan.at(colon) == '"' ? colon + 1 : colon;
        return colon > from && scan.at(behind) == ':'
                && scan.rules.hasLike(Topic.TRANSPORT_HEADERS, scan.lowerCase(from, colon));
    }

    private int lineStart(int from, int place) {
        int start = from;
        while (start > 0 && place - start < REACH && scan.t[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
