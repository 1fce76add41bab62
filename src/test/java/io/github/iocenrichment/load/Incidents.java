package io.github.iocenrichment.load;

import org.apache.commons.codec.digest.DigestUtils;

/** The incident of the figures: three addresses, two hashes and two URLs, nine look-ups, none of which any other incident has. */
final class Incidents {
    static final int LOOK_UPS = 9;

    private Incidents() {
    }

    /** @param number from 0, below four million */
    static String text(int number) {
        return "Traffic to " + address(45, number) + ", " + address(46, number) + " and " + address(47, number) + ". Files: " + hash("dropper", number)
                + " and " + hash("loader", number) + ". Downloads: http://mossy-" + number + ".net/load and http://anvil-" + number + ".net/drop/" + number;
    }

    private static String address(int first, int number) {
        return first + "." + (8 + number / 62_500 % 64) + "." + number / 250 % 250 + "." + (number % 250 + 1);
    }

    private static String hash(String name, int number) {
        return DigestUtils.sha256Hex(name + number);
    }
}
