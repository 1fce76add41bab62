package io.github.iocenrichment.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** What stands in a YAML file, with the lines on which it stands. What is absent reads as empty. */
public final class YamlNode {
    public static final YamlNode NONE = new YamlNode(null);
    private static final LoadSettings SETTINGS = LoadSettings.builder().setCodePointLimit(4 << 20).setMaxAliasesForCollections(20).build();

    private final @Nullable Node node;
    private final List<Entry> entries;
    private final List<YamlNode> items;
    private final Map<String, Entry> byKey;
    /** Of a scalar; null for all else. They are asked for many times. */
    private final @Nullable String scalar;
    private final int line;

    private YamlNode(@Nullable Node node) {
        this.node = node;
        this.entries = node instanceof MappingNode map ? map.getValue().stream().map(YamlNode::entry).toList() : List.of();
        this.items = node instanceof SequenceNode list ? list.getValue().stream().map(YamlNode::new).toList() : List.of();
        this.byKey = entries.isEmpty() ? Map.of() : new HashMap<>();
        entries.forEach(entry -> byKey.putIfAbsent(entry.key(), entry));
        this.scalar = node instanceof ScalarNode written && !written.getTag().equals(Tag.NULL) ? written.getValue() : null;
        this.line = node == null ? 0 : node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    private static Entry entry(NodeTuple tuple) {
        YamlNode key = new YamlNode(tuple.getKeyNode());
        return new Entry(key.text(), key.line(), new YamlNode(tuple.getValueNode()));
    }

    /**
     * One line of a mapping.
     *
     * @param key   as written
     * @param line  of the key, from 1
     * @param value what stands below or behind it
     */
    public record Entry(String key, int line, YamlNode value) {
    }

    /** @throws org.snakeyaml.engine.v2.exceptions.YamlEngineException when it is no YAML */
    public static YamlNode read(String text) {
        return new Compose(SETTINGS).composeString(text).map(YamlNode::new).orElse(NONE);
    }

    public boolean isMap() {
        return node instanceof MappingNode;
    }

    public boolean isList() {
        return node instanceof SequenceNode;
    }

    /** Whether nothing stands there, or only a key. */
    public boolean isEmpty() {
        return node == null || node instanceof ScalarNode && scalar == null;
    }

    public boolean isScalar() {
        return scalar != null;
    }

    public String text() {
        return scalar == null ? "" : scalar;
    }

    /** What a program would read: text, number, boolean, list, map in the order written, or null. */
    public @Nullable Object value() {
        if (isMap()) {
            Map<String, Object> map = new LinkedHashMap<>();
            entries.forEach(entry -> map.put(entry.key(), entry.value().value()));
            return map;
        }
        if (isList()) {
            List<Object> list = new ArrayList<>();
            items.forEach(item -> list.add(item.value()));
            return list;
        }
        if (isEmpty()) {
            return null;
        }
        Tag tag = node.getTag();
        return tag.equals(Tag.BOOL) ? (Object) Boolean.valueOf(text()) : tag.equals(Tag.INT) ? Long.decode(text())
                : tag.equals(Tag.FLOAT) ? Double.valueOf(text()) : text();
    }

    /** From 1; 0 for what is absent. */
    public int line() {
        return line;
    }

    public List<Entry> entries() {
        return entries;
    }

    public List<YamlNode> items() {
        return items;
    }

    /** What stands in a list, or the one that stands where a list could. */
    public List<YamlNode> each() {
        return isList() ? items : List.of(this);
    }

    public YamlNode at(String key) {
        return byKey.containsKey(key) ? byKey.get(key).value() : NONE;
    }

    public boolean has(String key) {
        return byKey.containsKey(key);
    }

    /** Line of a key in this mapping, that of the mapping when the key is absent. */
    public int lineOf(String key) {
        return has(key) ? byKey.get(key).line() : line();
    }
}
