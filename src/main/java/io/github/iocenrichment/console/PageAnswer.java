package io.github.iocenrichment.console;

import org.jspecify.annotations.Nullable;

/**
 * What a page request is answered.
 *
 * @param status   of HTTP
 * @param type     media type
 * @param body     text
 * @param fileName under which a browser keeps it; empty when it shows it
 */
public record PageAnswer(int status, String type, @Nullable String body, String fileName) {
    private static final String HTML = "text/html; charset=utf-8";

    static PageAnswer page(String html) {
        return new PageAnswer(200, HTML, html, "");
    }

    static PageAnswer page(int status, String html) {
        return new PageAnswer(status, HTML, html, "");
    }

    static PageAnswer file(String type, @Nullable String body, String fileName) {
        return new PageAnswer(200, type, body, fileName);
    }

    /** For the header {@code Content-Disposition}. */
    public String disposition() {
        return fileName.isEmpty() ? "inline" : "attachment; filename=\"" + fileName + "\"";
    }
}
