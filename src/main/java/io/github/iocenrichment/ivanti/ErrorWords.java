package io.github.iocenrichment.ivanti;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.text.OneLine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/** Ivanti's words in an error, in whichever of its forms they come, made fit to be logged. */
final class ErrorWords {
    private static final int MOST_BYTES = 1024;
    private static final int READ_BYTES = 65_536;
    private static final Pattern INNER = Pattern.compile(
            "(?i)((?:SessionId|TenantId|LoginId|Hostname)\\\\*[\"']?\\s*[:=]\\s*)"
                    + "(?:\\\\*\"(?:[^\"\\\\]++|\\\\[^\"])*+(?:\\\\*\"|$)|'[^']*(?:'|$)|[^\\s,;&}\\])]+)");
    private static final Pattern SESSION = Pattern.compile("(?<=[A-Za-z0-9])#[A-Za-z0-9]{32}#\\d+");
    private static final Pattern KEY = Pattern.compile("(?i)(rest_api_key\\s*=\\s*)[^\\s,;\"'}]+");

    private ErrorWords() {
    }

    /** The words of an error body; empty when it has none. */
    static String of(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, READ_BYTES), StandardCharsets.UTF_8).strip();
        if (text.isEmpty()) {
            return "";
        }
        if (text.startsWith("<")) {
            return clean(Jsoup.parse(text).text());
        }
        JsonNode json = Json.parse(body);
        return clean(json == null ? text : String.join("; ", said(json)));
    }

    /** Entities undone, session data masked, one line, at most 1 KiB of UTF-8. */
    static String clean(@Nullable String text) {
        if (text == null) {
            return "";
        }
        String bounded = text.length() > READ_BYTES ? text.substring(0, READ_BYTES) : text;
        String plain = Parser.unescapeEntities(bounded, false);
        String masked = INNER.matcher(plain).replaceAll("$1xxxxxx");
        masked = SESSION.matcher(masked).replaceAll("#xxxxxx");
        masked = KEY.matcher(masked).replaceAll("$1xxxxxx");
        return cut(OneLine.of(masked));
    }

    /** Every single message in the body, most specific first. */
    static List<String> said(JsonNode json) {
        List<String> words = new ArrayList<>();
        if (json.isTextual()) {
            words.add(json.asText());
        } else if (json.isArray()) {
            json.forEach(each -> words.addAll(said(each)));
        } else if (json.isObject()) {
            for (String name : List.of("message", "Message", "error", "error_description", "description", "ErrorMessage")) {
                JsonNode value = json.get(name);
                if (words.isEmpty() && value != null && !value.isNull()) {
                    words.addAll(perFile(json, name, said(value)));
                }
            }
            if (words.isEmpty() && !json.isEmpty() && !json.has("code")) {
                words.add(json.toString());
            }
        } else if (!json.isNull() && !json.isMissingNode()) {
            words.add(json.asText());
        }
        return words.stream().filter(word -> !word.isBlank()).toList();
    }

    private static List<String> perFile(JsonNode row, String name, List<String> words) {
        return name.equals("Message") && row.path("FileName").isTextual()
                ? words.stream().map(word -> row.get("FileName").asText() + ": " + word).toList() : words;
    }

    private static String cut(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MOST_BYTES) {
            return text;
        }
        int end = MOST_BYTES - 3;
        while ((bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8) + "...";
    }
}
