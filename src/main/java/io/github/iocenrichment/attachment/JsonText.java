package io.github.iocenrichment.attachment;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringReader;

/** What a JSON file says, with the escapes of its strings undone: {@code "first\nevil.example"} is two lines, not the host {@code nevil.example}. */
final class JsonText {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonText() {
    }

    static boolean mayBe(String text) {
        int start = 0;
        while (start < text.length() && (Character.isWhitespace(text.charAt(start)) || text.charAt(start) == '\uFEFF')) {
            start++;
        }
        return start < text.length() && (text.charAt(start) == '{' || text.charAt(start) == '[');
    }

    /** A line for each name and value, also of several values one after the other; null when the text is no JSON. */
    static String of(String text, Reading reading) throws LimitReached {
        StringBuilder lines = new StringBuilder(text.length());
        try (JsonParser json = JSON.createParser(new StringReader(text))) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                reading.step();
                if (token == JsonToken.FIELD_NAME) {
                    lines.append('"').append(json.currentName()).append("\": ");
                } else if (token == JsonToken.VALUE_STRING) {
                    lines.append('"').append(json.getText()).append("\"\n");
                } else if (token.isScalarValue()) {
                    lines.append(json.getText()).append('\n');
                } else {
                    lines.append('\n');
                }
            }
            return lines.toString();
        } catch (LimitReached limit) {
            throw limit;
        } catch (IOException noJson) {
            return null;
        }
    }
}
