package io.github.iocenrichment.attachment;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.Reader;

/** What a JSON file says, with the escapes of its strings undone: {@code "first\nevil.example"} is two lines, not the host {@code nevil.example}. */
final class JsonText {
    /** A string longer than that is no writing of a log or a report; the text is then read as it stands. */
    private static final int LONGEST_STRING = 1 << 20;

    /** Loaded for the first text that may be JSON. */
    private static final class Json {
        static final JsonFactory FACTORY = JsonFactory.builder().disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(LONGEST_STRING).build()).build();
    }

    private JsonText() {
    }

    static boolean mayBe(String text) {
        int start = 0;
        while (start < text.length() && (Character.isWhitespace(text.charAt(start)) || text.charAt(start) == '\uFEFF')) {
            start++;
        }
        return start < text.length() && (text.charAt(start) == '{' || text.charAt(start) == '[');
    }

    /** Whether the whole text is JSON: one value, or several one after the other. */
    static boolean isJson(Reader text, Reading reading) throws LimitReachedException {
        try (JsonParser json = Json.FACTORY.createParser(text)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                reading.step();
                if (token == JsonToken.VALUE_STRING) {
                    // a string is looked at only when it is asked for
                    json.getTextLength();
                }
            }
            return true;
        } catch (LimitReachedException limit) {
            throw limit;
        } catch (IOException noJson) {
            return false;
        }
    }

    /** Hands over a line for each name and value. */
    static void read(Reader text, Reading reading, TextStretches lines) throws IOException {
        try (JsonParser json = Json.FACTORY.createParser(text)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                reading.step();
                if (token == JsonToken.FIELD_NAME) {
                    lines.append("\"" + json.currentName() + "\": ");
                } else if (token == JsonToken.VALUE_STRING) {
                    lines.append("\"" + json.getText() + "\"\n");
                } else if (token.isScalarValue()) {
                    lines.append(json.getText() + "\n");
                } else {
                    // the keys around a value say what it is, so where objects begin and end is kept
                    lines.append(token == JsonToken.START_OBJECT ? "{\n" : token == JsonToken.END_OBJECT ? "}\n" : "\n");
                }
            }
        }
    }
}
