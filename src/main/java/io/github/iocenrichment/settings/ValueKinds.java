package io.github.iocenrichment.settings;

import java.math.BigDecimal;
import java.net.IDN;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of value that settings take. */
public final class ValueKinds {
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]+");
    private static final Pattern DOMAIN = Pattern.compile("(?:[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?\\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern IDENTITY = Pattern.compile("identity--[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");
    private static final Pattern SOURCE = Pattern.compile("[a-z][a-z0-9-]{0,40}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern RESERVED = Pattern.compile("[\\s/?#&]");

    private ValueKinds() {
    }

    /** A language as it stands in the name of a file: {@code de}, {@code pt-BR}. */
    static ValueKind language() {
        return ValueKind.of("a language such as en, de or pt-BR", value -> {
            if (!value.matches("[a-z]{2,3}(-[A-Z]{2})?")) {
                throw new BadValueException("is no language", "set it to en, de or another one of which there is a file"
                        + " templates/messages_LANGUAGE.properties");
            }
            return value;
        });
    }

    public static ValueKind text() {
        return ValueKind.of("a text", value -> value);
    }

    /** A password: any text, never shown. */
    public static ValueKind password() {
        return text().asSecret();
    }

    /** A key that travels in a header or a query: printable ASCII without spaces, never shown. */
    public static ValueKind key() {
        return ValueKind.of("the key alone", value -> {
            if (!PRINTABLE.matcher(value).matches()) {
                throw new BadValueException("holds a space or a character that no key has", "copy the key again, without quotes or spaces");
            }
            if (value.startsWith("rest_api_key=")) {
                throw new BadValueException("starts with 'rest_api_key='", "write the key alone, without that prefix");
            }
            return value;
        }).asSecret();
    }

    /** A key of our own choice, which others may try to guess: at least so many characters. */
    public static ValueKind token(int least) {
        ValueKind key = key();
        return ValueKind.of("a random text of at least " + least + " characters", value -> {
            String token = key.check(value);
            if (token.length() < least) {
                throw new BadValueException("is too short: " + token.length() + " characters", "set it to at least " + least
                        + " random characters, such as the output of openssl rand -hex 24");
            }
            return token;
        }).asSecret();
    }

    /** A whole number within bounds. */
    public static ValueKind number(long least, long most) {
        String words = "a whole number from " + least + " to " + most;
        return ValueKind.of(words, value -> {
            if (!NUMBER.matcher(value).matches()) {
                throw new BadValueException("is no whole number: " + Lines.quoted(value), "set it to " + words);
            }
            long number = Long.parseLong(value);
            if (number < least || number > most) {
                throw new BadValueException("is out of range: " + number, "set it to " + words);
            }
            return Long.toString(number);
        });
    }

    /** A whole part of a hundred, with its sign: {@code 25%}. */
    public static ValueKind percent(int least, int most) {
        String words = "a whole percentage from " + least + "% to " + most + "%";
        return ValueKind.of(words, value -> {
            String number = value.endsWith("%") ? value.substring(0, value.length() - 1).strip() : "";
            if (number.length() > 9 || !NUMBER.matcher(number).matches()) {
                throw new BadValueException("is no percentage: " + Lines.quoted(value), "set it to " + words);
            }
            int percent = Integer.parseInt(number);
            if (percent < least || percent > most) {
                throw new BadValueException("is out of range: " + percent + "%", "set it to " + words);
            }
            return percent + "%";
        });
    }

    /** A number with or without decimals within bounds, point as decimal sign. */
    public static ValueKind decimal(String least, String most) {
        String words = "a number from " + least + " to " + most;
        return ValueKind.of(words, value -> {
            BigDecimal number;
            try {
                number = value.length() > 20 ? null : new BigDecimal(value);
            } catch (NumberFormatException e) {
                number = null;
            }
            if (number == null) {
                throw new BadValueException("is no number: " + Lines.quoted(value), "set it to " + words);
            }
            if (number.compareTo(new BigDecimal(least)) < 0 || number.compareTo(new BigDecimal(most)) > 0) {
                throw new BadValueException("is out of range: " + Lines.quoted(value), "set it to " + words);
            }
            return number.toPlainString();
        });
    }

    public static ValueKind flag() {
        return oneOf("true", "false");
    }

    /** One of some words, in whatever case it was written. */
    public static ValueKind oneOf(String... words) {
        String choice = choice(List.of(words));
        return ValueKind.of(choice, value -> find(value, List.of(words), "set it to " + choice));
    }

    /** Some of the words, comma separated, each once. */
    public static ValueKind someOf(String... words) {
        String fix = "set it to one or more of " + String.join(", ", words) + ", separated by commas";
        return ValueKind.of("one or more of " + String.join(", ", words), value -> {
            List<String> found = items(value).map(item -> find(item, List.of(words), fix)).distinct().toList();
            if (found.isEmpty()) {
                throw new BadValueException("names nothing: " + Lines.quoted(value), fix);
            }
            return String.join(",", found);
        });
    }

    /** Names of sources separated by commas, each once, possibly none. */
    public static ValueKind sources() {
        return ValueKind.of("names of sources separated by commas", value -> {
            List<String> names = items(value).distinct().toList();
            names.stream().filter(name -> !SOURCE.matcher(name).matches()).findFirst().ifPresent(name -> {
                throw new BadValueException("names what is no source: " + Lines.quoted(name), "set it to names such as virustotal, separated by commas");
            });
            return String.join(",", names);
        });
    }

    /** Texts separated by commas. */
    public static ValueKind texts() {
        return ValueKind.of("a list separated by commas", value -> items(value).collect(Collectors.joining(",")));
    }

    /** TLP marking; spelled {@code AMBER+STRICT} and {@code CLEAR} for {@code AMBER_STRICT} and {@code WHITE} alike. */
    public static ValueKind tlp() {
        String words = "one of WHITE (or CLEAR), GREEN, AMBER, AMBER+STRICT, RED";
        return ValueKind.of(words, value -> {
            String mark = value.toUpperCase(Locale.ROOT).replaceFirst("^TLP:", "").replace('_', '+').replace('-', '+');
            return find(mark, List.of("CLEAR", "WHITE", "GREEN", "AMBER", "AMBER+STRICT", "RED"), "set it to " + words);
        });
    }

    /** Domains separated by commas; {@code *.example.org} and {@code .example.org} mean {@code example.org}. */
    public static ValueKind domains() {
        String fix = "set it to domains separated by commas, such as example.org,example.com";
        return ValueKind.of("domains separated by commas", value -> items(value).map(item -> domain(item, fix)).collect(Collectors.joining(",")));
    }

    public static ValueKind path() {
        return ValueKind.of("the path of a file", value -> {
            try {
                Path.of(value);
                return value;
            } catch (InvalidPathException e) {
                throw new BadValueException("is no path: " + Lines.quoted(value), "set it to the path of a file");
            }
        });
    }

    /** The producer's STIX id: {@code identity--} and a UUIDv4. */
    public static ValueKind identityId() {
        return ValueKind.of("identity-- and a UUIDv4", value -> {
            String id = value.toLowerCase(Locale.ROOT);
            if (!IDENTITY.matcher(id).matches()) {
                throw new BadValueException("is not identity-- and a UUIDv4: " + Lines.quoted(value),
                        "make one once per organisation (identity-- and the output of uuidgen -r) and keep it");
            }
            return id;
        });
    }

    /** Name of a field, relationship or other thing that stands in a path or filter as it is. */
    public static ValueKind identifier() {
        return ValueKind.of("a name of letters, digits and _", value -> {
            if (!WORD.matcher(value).matches()) {
                throw new BadValueException("is no name: " + Lines.quoted(value), "set it to a name of letters, digits and _");
            }
            return value;
        });
    }

    /** Several of them, separated by commas, each once. */
    public static ValueKind identifiers() {
        ValueKind each = identifier();
        return ValueKind.of("names of letters, digits and _, separated by commas", value -> items(value).map(each::check).distinct().collect(Collectors.joining(",")));
    }

    /** An id that becomes one segment of a path. */
    public static ValueKind segment() {
        return ValueKind.of("an id without spaces or slashes", value -> {
            if (RESERVED.matcher(value).find()) {
                throw new BadValueException("is no id: " + Lines.quoted(value), "set it to an id without spaces or slashes");
            }
            return value;
        });
    }

    private static Stream<String> items(String value) {
        return Arrays.stream(value.split(",")).map(String::strip).filter(item -> !item.isEmpty());
    }

    private static String domain(String item, String fix) {
        String bare = item.startsWith("*.") ? item.substring(2) : item.startsWith(".") ? item.substring(1) : item;
        bare = bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
        String ascii;
        try {
            ascii = IDN.toASCII(bare).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            ascii = "";
        }
        if (!DOMAIN.matcher(ascii).matches() || ascii.length() > 253) {
            throw new BadValueException("names something that is no domain: " + Lines.quoted(item), fix);
        }
        return ascii;
    }

    private static String find(String value, List<String> words, String fix) {
        return words.stream().filter(word -> word.equalsIgnoreCase(value)).findFirst()
                .orElseThrow(() -> new BadValueException("does not know the value " + Lines.quoted(value), fix));
    }

    private static String choice(List<String> words) {
        int last = words.size() - 1;
        return last == 0 ? words.get(0) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }
}
