package io.github.iocenrichment.indicator;

/** Names with one star in them, which stands for any characters: {@code *.example.org}, {@code protect-*.example.org}. */
final class HostPattern {
    private HostPattern() {
    }

    /** The last two labels of a name or a pattern; a star alone for a pattern that has its star in them. */
    static String tail(String name) {
        int last = name.lastIndexOf('.');
        int second = last < 1 ? -1 : name.lastIndexOf('.', last - 1);
        return name.indexOf('*', second + 1) >= 0 ? "*" : name.substring(second + 1);
    }

    static boolean matches(String pattern, String name) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.equals(name);
        }
        String end = pattern.substring(star + 1);
        boolean longEnough = name.length() >= pattern.length() - 1;
        int next = end.indexOf('*');
        if (next >= 0) {
            // a second star: its middle may stand anywhere behind the beginning
            String last = end.substring(next + 1);
            int middle = name.indexOf(end.substring(0, next), star);
            return longEnough && name.startsWith(pattern.substring(0, star)) && middle >= 0 && name.endsWith(last) && name.length() - last.length() >= middle
                    + next;
        }
        return longEnough && name.startsWith(pattern.substring(0, star)) && name.endsWith(end);
    }
}
