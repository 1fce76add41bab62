package io.github.iocenrichment.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.report.SafeText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A picture of STIX objects: three columns (what groups, what is stated, what was observed), one box for each object, one line for each reference. Positions
 * are in the units of an SVG.
 */
final class StixGraph {
    private static final int BOX_WIDTH = 230;
    private static final int BOX_HEIGHT = 38;
    private static final int GAP = 14;
    private static final int COLUMN = 330;
    private static final int MARGIN = 10;
    /** More boxes than this are no picture any more; the rest is counted. */
    private static final int MOST = 24;
    private static final int LABEL_MAX = 26;

    private StixGraph() {
    }

    static Map<String, Object> of(List<JsonNode> objects) {
        Map<String, int[]> places = new LinkedHashMap<>();
        List<Map<String, Object>> boxes = new ArrayList<>();
        int[] rows = new int[3];
        int leftOut = 0;
        for (JsonNode object : objects) {
            String type = object.path("type").asText();
            if (type.equals("relationship") || type.equals("marking-definition")) {
                continue;
            }
            int column = column(type);
            if (rows[column] >= MOST) {
                leftOut++;
                continue;
            }
            int x = MARGIN + column * COLUMN;
            int y = MARGIN + rows[column]++ * (BOX_HEIGHT + GAP);
            places.put(object.path("id").asText(), new int[]{x, y});
            boxes.add(new Fields().with("x", x).with("y", y).with("width", BOX_WIDTH).with("height", BOX_HEIGHT).with("type", SafeText.line(type, 40))
                    .with("column", column).with("label", label(object)).map());
        }
        List<Map<String, Object>> lines = lines(objects, places);
        int height = MARGIN * 2 + Arrays.stream(rows).max().orElse(0) * (BOX_HEIGHT + GAP);
        return new Fields().with("width", MARGIN * 2 + 2 * COLUMN + BOX_WIDTH).with("height", height).with("boxes", boxes).with("lines", lines)
                .with("leftOut", leftOut).with("count", objects.size()).map();
    }

    private static int column(String type) {
        return switch (type) {
            case "grouping", "report", "identity", "incident", "x-mitre-tactic", "note", "opinion" -> 0;
            case "indicator", "malware", "malware-analysis", "vulnerability", "observed-data", "sighting", "tool", "threat-actor" -> 1;
            default -> 2;
        };
    }

    private static String label(JsonNode object) {
        for (String name : List.of("name", "value", "abstract", "result_name", "product", "first_observed")) {
            String text = object.path(name).asText("");
            if (!text.isEmpty()) {
                return SafeText.words(text, LABEL_MAX);
            }
        }
        for (JsonNode hash : object.path("hashes")) {
            return SafeText.words(hash.asText(), LABEL_MAX);
        }
        return SafeText.words(object.path("id").asText(), LABEL_MAX);
    }

    private static List<Map<String, Object>> lines(List<JsonNode> objects, Map<String, int[]> places) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (JsonNode object : objects) {
            if (object.path("type").asText().equals("relationship")) {
                line(places, object.path("source_ref").asText(), object.path("target_ref").asText(), "relates", lines);
                continue;
            }
            object.fields().forEachRemaining(field -> {
                if (field.getKey().endsWith("_ref") && !field.getKey().equals("created_by_ref")) {
                    line(places, object.path("id").asText(), field.getValue().asText(), "refers", lines);
                } else if (field.getKey().endsWith("_refs") && !field.getKey().equals("object_marking_refs")) {
                    field.getValue().forEach(to -> line(places, object.path("id").asText(), to.asText(), "refers", lines));
                }
            });
        }
        return lines;
    }

    private static void line(Map<String, int[]> places, String from, String to, String kind, List<Map<String, Object>> lines) {
        int[] start = places.get(from);
        int[] end = places.get(to);
        if (start == null || end == null || start == end) {
            return;
        }
        int[] left = start[0] <= end[0] ? start : end;
        int[] right = left == start ? end : start;
        int x1 = left[0] + BOX_WIDTH;
        int y1 = left[1] + BOX_HEIGHT / 2;
        int x2 = left[0] == right[0] ? x1 : right[0];
        int y2 = right[1] + BOX_HEIGHT / 2;
        int bend = left[0] == right[0] ? x1 + 50 : (x1 + x2) / 2;
        lines.add(new Fields().with("kind", kind).with("path", "M" + x1 + " " + y1 + "C" + bend + " " + y1 + " " + bend + " " + y2 + " " + x2 + " " + y2)
                .map());
    }
}
