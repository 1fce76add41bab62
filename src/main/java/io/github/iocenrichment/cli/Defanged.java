package io.github.iocenrichment.cli;

import io.github.iocenrichment.indicator.Indicator;

/** Values in a form that no program makes a link of. */
final class Defanged {
    private Defanged() {
    }

    static String of(Indicator indicator) {
        String value = indicator.value();
        return switch (indicator.type()) {
            case IPV4, DOMAIN, EMAIL, CIDR -> value.indexOf(':') >= 0 ? value.replace(":", "[:]") : value.replace(".", "[.]").replace("@", "[@]");
            case IPV6 -> value.replace(":", "[:]");
            case URL -> url(value);
            default -> value;
        };
    }

    private static String url(String value) {
        int host = value.indexOf("://") + 3;
        int end = host;
        while (end < value.length() && value.charAt(end) != '/' && value.charAt(end) != '?') {
            end++;
        }
        String scheme = value.substring(0, host).replaceFirst("^http", "hxxp").replace("://", "[:]//");
        return scheme + value.substring(host, end).replace(".", "[.]") + value.substring(end);
    }
}
