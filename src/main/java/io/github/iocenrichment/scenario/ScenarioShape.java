package io.github.iocenrichment.scenario;

import io.github.iocenrichment.settings.NearestName;
import io.github.iocenrichment.yaml.YamlNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Whether a file of tests has the keys and forms that are read: what would be read over makes a test pass that shows nothing. */
final class ScenarioShape {
    /** What each mapping may hold, by the key that it stands below. */
    private static final Map<String, Set<String>> KEYS = Map.of(
            "test", Set.of("test", "route", "given", "replies", "expect", "description"),
            "given", Set.of("indicator", "incident", "object", "approval", "body", "headers", "variables", "settings"),
            "indicator", Set.of("type", "value"),
            "replies", Set.of("from", "when", "status", "headers", "body", "times"),
            "when", Set.of("method", "path", "query", "headers", "body"),
            "expect", Set.of("answer", "sent", "nothing-sent-to", "body", "variables", "note", "note contains", "note-contains", "bundle", "bundle contains",
                    "bundle-contains", "record"),
            "answer", Set.of("state", "verdict", "source", "value", "reason", "summary", "link", "observedAt", "facts", "confidence"),
            "sent", Set.of("to", "method", "path", "query", "headers", "body"));
    /** Plain values that only some words may have. */
    private static final Map<String, Set<String>> WORDS = Map.of(
            "type", Set.of("ipv4", "ipv6", "domain", "url", "md5", "sha1", "sha256", "cve"),
            "state", Set.of("found", "not-found", "pending", "rejected", "quota", "unauthorised", "failed", "skipped"),
            "verdict", Set.of("malicious", "suspicious", "no-threat-found", "unknown", "not-checked"),
            "object", Set.of("incident", "servicereq", "problem"));
    private static final Set<String> MAPPINGS = Set.of("given", "indicator", "incident", "settings", "when", "query", "headers", "variables", "expect", "facts");
    private static final Set<String> LISTS = Set.of("replies", "sent");
    private static final Set<String> TEXTS = Set.of("test", "route", "from", "to", "value", "object", "approval");

    private final String file;

    ScenarioShape(String file) {
        this.file = file;
    }

    /** Checks one test. @throws ScenarioException for the first thing that is not as it is read */
    void check(YamlNode test) {
        keys("test", test);
        keys("given", test.at("given"));
        keys("indicator", test.at("given").at("indicator"));
        keys("expect", test.at("expect"));
        YamlNode answer = test.at("expect").at("answer");
        answer.each().forEach(one -> keys("answer", one));
        test.at("expect").at("sent").items().forEach(sent -> keys("sent", sent));
        for (YamlNode reply : test.at("replies").items()) {
            keys("replies", reply);
            keys("when", reply.at("when"));
            number(reply, "status", 100, 599);
            number(reply, "times", 1, 999);
            if (reply.at("from").text().isBlank()) {
                throw new ScenarioException(file, reply.line(), "a reply does not say whose it is", "add 'from: NAME', as in the source's settings");
            }
        }
    }

    private void number(YamlNode node, String key, int least, int most) {
        String text = node.at(key).text();
        if (node.has(key) && (!text.matches("\\d{1,3}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most)) {
            throw new ScenarioException(file, node.lineOf(key), "'" + key + "' is no number from " + least + " to " + most, "write it as in '" + key + ": "
                    + (key.equals("status") ? "200'" : "1'"));
        }
    }

    private void keys(String place, YamlNode node) {
        Set<String> allowed = KEYS.get(place);
        Set<String> seen = new HashSet<>();
        for (YamlNode.Entry entry : node.entries()) {
            if (!allowed.contains(entry.key())) {
                throw new ScenarioException(file, entry.line(), "no '" + entry.key() + "' in '" + place + "'",
                        NearestName.remedy(entry.key(), new TreeSet<>(allowed), "it may have " + String.join(", ", new TreeSet<>(allowed))));
            }
            if (!seen.add(entry.key())) {
                throw new ScenarioException(file, entry.line(), "'" + entry.key() + "' is written twice", "keep one of them");
            }
            form(place, entry);
        }
    }

    private void form(String place, YamlNode.Entry entry) {
        String key = entry.key();
        YamlNode value = entry.value();
        if (MAPPINGS.contains(key) && !value.isMap()) {
            throw new ScenarioException(file, entry.line(), "'" + key + "' is no mapping", "write it as in '" + key + ": {NAME: value}'");
        }
        if (LISTS.contains(key) && (!value.isList() || value.items().stream().anyMatch(item -> !item.isMap()))) {
            throw new ScenarioException(file, entry.line(), "'" + key + "' is no list of mappings", "begin each entry with '- ', or write '" + key + ": [{…}]'");
        }
        if (TEXTS.contains(key) && !(place.equals("answer") || value.isScalar())) {
            throw new ScenarioException(file, entry.line(), "'" + key + "' is no text", "write one value behind the colon");
        }
        if (key.equals("answer") && !(value.isMap() || value.isList() && value.items().stream().allMatch(YamlNode::isMap))) {
            throw new ScenarioException(file, entry.line(), "'answer' is neither a mapping nor a list of mappings", "write it as in 'answer: {state: found}'");
        }
        if (key.equals("nothing-sent-to") && !(value.isScalar() || value.isList() && value.items().stream().allMatch(YamlNode::isScalar))) {
            throw new ScenarioException(file, entry.line(), "'nothing-sent-to' is no list of names", "write it as in 'nothing-sent-to: [virustotal]'");
        }
        Set<String> words = WORDS.get(key);
        if (words != null && value.isScalar() && !value.text().equals("*") && !words.contains(value.text())) {
            throw new ScenarioException(file, entry.line(), "'" + key + "' is '" + value.text() + "'", NearestName.close(value.text(), new TreeSet<>(words))
                    .map(near -> "did you mean " + near + "?").orElse("it may be " + String.join(", ", new TreeSet<>(words))));
        }
    }
}
