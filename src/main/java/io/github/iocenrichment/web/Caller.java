package io.github.iocenrichment.web;

/**
 * Who sent a request.
 *
 * @param address of the connection; that of the reverse proxy where one stands in front
 * @param user    the user name of HTTP Basic, bounded, one line, not verified; empty when none was given
 */
public record Caller(String address, String user) {

    @Override
    public String toString() {
        return user.isEmpty() ? address : address + " (user " + user + ")";
    }
}
