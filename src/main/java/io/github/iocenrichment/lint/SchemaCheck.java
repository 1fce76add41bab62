package io.github.iocenrichment.lint;

import io.github.iocenrichment.settings.NearestName;
import io.github.iocenrichment.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether keys and values stand where the YAML DSL has them. */
final class SchemaCheck {
    private static final String INDENTATION = "; correct the indentation";
    private final Complaints complaints;

    SchemaCheck(Complaints complaints) {
        this.complaints = complaints;
    }

    /** @param within what is below the key {@code name} */
    void check(Place place, String name, YamlNode node, DslSchema.Shape shape) {
        check(place, name, node, shape, List.of());
    }

    private void check(Place outer, String name, YamlNode node, DslSchema.Shape shape, List<Frame> around) {
        Place place = outer.within(name, node);
        if (node.isList()) {
            list(place, name, node, shape, around);
        } else if (node.isMap()) {
            map(place, name, node, shape, around);
        } else if (node.isScalar()) {
            text(place, name, node, shape);
        } else if (!shape.isOpen() && !shape.required().isEmpty()) {
            complaints.add(place, node.line(), "'" + name + "' has nothing below it", "indent what belongs to it further than '" + name + "'");
        }
    }

    private void list(Place place, String name, YamlNode node, DslSchema.Shape shape, List<Frame> around) {
        if (!shape.isList()) {
            if (!shape.isOpen()) {
                complaints.add(place, node.line(), "'" + name + "' has a list below it", "write a mapping, without '-'");
            }
            return;
        }
        DslSchema.Shape item = shape.item();
        for (YamlNode one : node.items()) {
            if (item.isStep()) {
                step(place, one, item, around);
            } else {
                check(place, name, one, item, around);
            }
        }
    }

    /** A step is a mapping of one key, its kind; what stands beside the key was meant to be below it. */
    private void step(Place place, YamlNode one, DslSchema.Shape shape, List<Frame> around) {
        if (one.isScalar()) {
            complaints.add(place, one.line(), "'" + one.text() + "' is no step", "write it as a map, such as '- " + one.text().replaceAll("\\W.*", "")
                    + ": {…}'" + (one.text().contains(":") ? ", with a blank behind the colon" : ""));
            return;
        }
        List<YamlNode.Entry> entries = one.entries();
        if (entries.size() > 1 && shape.takes(entries.get(0).key()) && entries.stream().skip(1).noneMatch(entry -> shape.takes(entry.key())
                && entry.value().isMap())) {
            YamlNode.Entry beside = entries.get(1);
            complaints.add(place.step(entries.get(0).key()), beside.line(), "'" + beside.key() + "' stands beside '" + entries.get(0).key() + "', not below it",
                    "indent it further than '" + entries.get(0).key() + "'");
            return;
        }
        if (entries.size() > 1) {
            complaints.add(place, entries.get(1).line(), "two steps in one entry: '" + entries.get(0).key() + "' and '" + entries.get(1).key() + "'",
                    "begin each step with '- '");
        }
        map(place, "steps", one, shape, around);
    }

    private void map(Place place, String name, YamlNode node, DslSchema.Shape shape, List<Frame> around) {
        if (shape.isOnlyList()) {
            complaints.add(place, node.line(), "'" + name + "' has no list below it", "begin each entry below it with '- '");
            return;
        }
        if (shape.isOpen()) {
            if (shape.isScalar()) {
                complaints.add(place, node.line(), "'" + name + "' is a single value, but a mapping stands there", "write the value behind the colon");
            }
            return;
        }
        Set<String> seen = new HashSet<>();
        List<YamlNode.Entry> twice = node.entries().stream().filter(entry -> !seen.add(entry.key())).toList();
        if (!twice.isEmpty()) {
            complaints.add(place, twice.get(0).line(), twice.stream().map(YamlNode.Entry::key).distinct().collect(Collectors.joining("', '", "'", "'"))
                    + (twice.size() == 1 ? " is written twice" : " are written twice"), twice.size() == 1 ? "keep one of them"
                    : "keep one of each, or begin with '- ' what belongs to the next entry");
        }
        List<Frame> inner = new ArrayList<>(around);
        inner.add(new Frame(name, node, shape));
        for (YamlNode.Entry entry : node.entries()) {
            if (shape.takes(entry.key())) {
                check(name.equals("steps") ? place.step(entry.key()) : place, entry.key(), entry.value(), shape.below(entry.key()), inner);
            } else {
                complaints.add(place.at(entry, name), entry.line(), (name.equals("steps") ? "no step '" : "'" + name + "' has no '") + entry.key() + "'",
                        remedy(entry.key(), node, shape, around));
                complaints.unread(entry.value());
            }
        }
        for (String key : shape.required()) {
            // one that stands beside this mapping has been complained about there
            boolean misspelt = node.entries().stream().anyMatch(entry -> !shape.takes(entry.key()) && NearestName.close(entry.key(), List.of(key)).isPresent());
            if (!node.has(key) && !misspelt && (around.isEmpty() || !around.get(around.size() - 1).node().has(key)
                    || around.get(around.size() - 1).shape().takes(key))) {
                complaints.add(place, node.line(), "'" + name + "' has no '" + key + "'", missing(key, node, shape));
            }
        }
    }

    /** A list that surrounds a key, to distinguish a misspelt one from one that is indented wrongly. */
    private record Frame(String name, YamlNode node, DslSchema.Shape shape) {
    }

    private static String remedy(String key, YamlNode node, DslSchema.Shape shape, List<Frame> around) {
        for (YamlNode.Entry sibling : node.entries()) {
            if (shape.takes(sibling.key()) && !shape.below(sibling.key()).isOpen() && shape.below(sibling.key()).takes(key)) {
                return "it belongs below '" + sibling.key() + "'" + INDENTATION;
            }
        }
        if (NearestName.close(key, shape.keys()).isEmpty()) {
            for (int i = around.size() - 1; i >= 0; i--) {
                if (around.get(i).shape().takes(key) && !around.get(i).shape().isStep()) {
                    return "it belongs to '" + around.get(i).name() + "'" + INDENTATION;
                }
            }
        }
        return NearestName.remedy(key, shape.keys(), shape.keys().size() > 20 ? "take it out or correct the name"
                : "it may have " + String.join(", ", shape.keys()));
    }

    private static String missing(String key, YamlNode node, DslSchema.Shape shape) {
        for (YamlNode.Entry sibling : node.entries()) {
            if (shape.takes(sibling.key()) && sibling.value().has(key)) {
                return "'" + key + "' stands below '" + sibling.key() + "'" + INDENTATION;
            }
        }
        return "add it";
    }

    private void text(Place place, String name, YamlNode node, DslSchema.Shape shape) {
        if (!shape.isScalar()) {
            if (shape.isList() && !shape.isOpen() || !shape.isOpen() && !shape.isStep() && !shape.keys().isEmpty()) {
                complaints.add(place, node.line(), "'" + name + ": " + node.text() + "' has a value behind the colon", "write it as a map, such as '"
                        + name + ": {…}'");
            }
            return;
        }
        String value = node.text();
        if (value.contains("{{") || value.contains("${")) {
            return;
        }
        boolean fits = switch (shape.kind()) {
            case "boolean" -> value.equals("true") || value.equals("false");
            case "number", "integer" -> value.matches("-?\\d+");
            default -> shape.values().isEmpty() || shape.values().contains(value) || shape.values().stream().anyMatch(value::equalsIgnoreCase);
        };
        if (!fits) {
            complaints.add(place, node.line(), "'" + name + "' is '" + value + "'", switch (shape.kind()) {
                case "boolean" -> "write true or false";
                case "number", "integer" -> "write a number";
                default -> NearestName.remedy(value, shape.values(), "it may be " + String.join(", ", shape.values()));
            });
        }
    }
}
