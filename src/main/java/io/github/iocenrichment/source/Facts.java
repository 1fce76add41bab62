package io.github.iocenrichment.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The facts of an answer as they are stored, by name; the records of the vendors are read from them. They travel through JSON, so a number may come back as
 * another number type or as a text; this does not mind.
 */
record Facts(Map<String, Object> map) {

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,15}(\\.\\d{1,18})?");
    private static final List<String> HASHES = List.of("md5", "sha1", "sha256", "sha512");

    public static Facts of(Answer answer) {
        return new Facts(answer.facts());
    }

    /** The number, rounded; empty when the fact is missing or no number. */
    public Optional<Long> number(String name) {
        OptionalDouble number = decimal(name);
        return number.isEmpty() ? Optional.empty() : Optional.of(Math.round(number.getAsDouble()));
    }

    /** The number, or 0 when the fact is missing. */
    public long count(String name) {
        return number(name).orElse(0L);
    }

    public OptionalDouble decimal(String name) {
        Object fact = map.get(name);
        if (fact instanceof Number number) {
            return Double.isFinite(number.doubleValue()) ? OptionalDouble.of(number.doubleValue()) : OptionalDouble.empty();
        }
        return fact instanceof String text && NUMBER.matcher(text.strip()).matches() ? OptionalDouble.of(Double.parseDouble(text.strip()))
                : OptionalDouble.empty();
    }

    public Optional<String> text(String name) {
        return map.get(name) instanceof String s ? Optional.of(s) : Optional.empty();
    }

    public Optional<Boolean> flag(String name) {
        return map.get(name) instanceof Boolean b ? Optional.of(b) : Optional.empty();
    }

    /** True only when the fact is there and true. */
    public boolean is(String name) {
        return map.get(name) != null && "true".equalsIgnoreCase(map.get(name).toString());
    }

    public Optional<Instant> time(String name) {
        return text(name).flatMap(written -> {
            try {
                return Optional.of(Instant.parse(written));
            } catch (DateTimeException noTime) {
                return Optional.empty();
            }
        });
    }

    /** The texts of a list; empty when the fact is missing. */
    public List<String> texts(String name) {
        return map.get(name) instanceof List<?> list ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList() : List.of();
    }

    /** The objects of a list; empty when the fact is missing. */
    public List<Facts> objects(String name) {
        return map.get(name) instanceof List<?> list ? list.stream().filter(Map.class::isInstance).map(Facts::object).toList() : List.of();
    }

    /** The object under that name; without facts when it is missing. */
    public Facts object(String name) {
        return map.get(name) instanceof Map<?, ?> inner ? object(inner) : new Facts(Map.of());
    }

    /** The hashes of a file by their names, as far as they are there. */
    Map<String, String> hashes() {
        Map<String, String> hashes = new LinkedHashMap<>();
        HASHES.forEach(name -> text(name).ifPresent(hash -> hashes.put(name, hash)));
        return hashes;
    }

    private static Facts object(Object inner) {
        Map<String, Object> named = new LinkedHashMap<>();
        ((Map<?, ?>) inner).forEach((key, value) -> named.put(String.valueOf(key), value));
        return new Facts(named);
    }

    /** Collects facts in order; leaves out what is null, blank or empty. */
    static final class Builder {
        private final Map<String, Object> map = new LinkedHashMap<>();

        Builder put(String name, @Nullable Object value) {
            boolean empty = value == null || value instanceof List<?> l && l.isEmpty() || value instanceof Map<?, ?> m && m.isEmpty();
            if (!empty) {
                map.put(name, value instanceof Instant time ? time.toString() : value);
            }
            return this;
        }

        Builder text(String name, JsonNode node, int max) {
            return put(name, VendorJson.line(node, max));
        }

        Builder number(String name, JsonNode node) {
            return put(name, VendorJson.number(node));
        }

        /** A count or size: a negative one is nonsense and left out. */
        Builder count(String name, JsonNode node) {
            Long count = VendorJson.number(node);
            return count == null || count < 0 ? this : put(name, count);
        }

        Builder flag(String name, JsonNode node) {
            return put(name, VendorJson.flag(node));
        }

        Builder time(String name, JsonNode node) {
            return put(name, VendorTime.of(node));
        }

        /** Up to {@code most} clean, different texts of a list, each of at most {@code max} characters. */
        Builder texts(String name, JsonNode list, int most, int max) {
            return put(name, lines(list, most, max));
        }

        Map<String, Object> build() {
            return Collections.unmodifiableMap(new LinkedHashMap<>(map));
        }
    }

    static List<String> lines(@Nullable JsonNode list, int most, int max) {
        List<String> lines = new ArrayList<>();
        if (list != null && list.isArray()) {
            for (JsonNode element : list) {
                String line = VendorJson.line(element, max);
                if (line != null && lines.size() < most && !lines.contains(line)) {
                    lines.add(line);
                }
            }
        } else if (list != null && list.isTextual() && most > 0) {
            String line = VendorJson.line(list, max);
            return line == null ? List.of() : List.of(line);
        }
        return lines;
    }
}
