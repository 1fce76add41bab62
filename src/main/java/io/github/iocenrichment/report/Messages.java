package io.github.iocenrichment.report;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All words of notes and record incidents that do not stand in a template, by key: {@code messages_LANGUAGE.properties} beside the templates, in ICU's
 * message format. A key that a language lacks, or of which the text cannot be used, is shown in English and logged once.
 */
public final class Messages {
    private static final Logger LOG = LoggerFactory.getLogger(Messages.class);
    private static final String ENGLISH = "en";
    /** Keys of patterns of dates and times, which are no messages. */
    private static final String DATES = "date.";
    /** Keys of sentences that other parts of the program put together: their English text is what they are recognised by. */
    static final String SENTENCES = "said.";
    private static final Messages SHIPPED = new Messages(null, ENGLISH);
    private final String language;
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, MessageFormat> formats = new ConcurrentHashMap<>();
    private final Map<String, DateTimeFormatter> dates = new HashMap<>();
    private final Set<String> english = new HashSet<>();
    private final Set<String> missed = ConcurrentHashMap.newKeySet();
    private final List<Templates.Problem> problems = new ArrayList<>();
    private final Sentences sentences;
    private volatile Messages current = this;

    private Messages(@Nullable Path folder, String language) {
        this.language = language;
        Map<String, String> shipped = shipped(ENGLISH);
        texts.putAll(shipped);
        english.addAll(shipped.keySet());
        List<Map<String, String>> layers = new ArrayList<>();
        layers.add(edited(folder, ENGLISH, shipped));
        if (!language.equals(ENGLISH)) {
            layers.add(shipped(language));
            layers.add(edited(folder, language, shipped));
        }
        for (int i = 0; i < layers.size(); i++) {
            texts.putAll(layers.get(i));
            if (i > 0) {
                english.removeAll(layers.get(i).keySet());
            }
        }
        if (language.equals(ENGLISH)) {
            english.clear();
        } else if (layers.get(1).isEmpty() && layers.get(2).isEmpty()) {
            problems.add(new Templates.Problem(file(language), 0, "is not there or holds no usable text: notes are written in English"));
        }
        texts.keySet().stream().filter(key -> key.startsWith(DATES)).forEach(key -> dates.put(key,
                date(texts.get(key), english.contains(key) ? ENGLISH : language)));
        sentences = Sentences.of(shipped, texts);
    }

    /** The messages that travel in the program, in English: what log and page use. */
    public static Messages english() {
        return SHIPPED;
    }

    /**
     * @param folder   that of the templates; null for the messages that travel in the program alone
     * @param language {@code en}, {@code de} or any other of which there is a file
     */
    static Messages load(@Nullable Path folder, String language) {
        return folder == null && language.equals(ENGLISH) ? SHIPPED : new Messages(folder, language);
    }

    /** What is wrong with the edited files; the shipped texts are used instead. */
    List<Templates.Problem> problems() {
        return List.copyOf(current.problems);
    }

    /** What whoever holds these messages says from now on. */
    void take(Messages fresh) {
        current = fresh;
    }

    String language() {
        return language;
    }

    /**
     * The text of a key, with its values put in.
     *
     * @param values names and values in turn: {@code "count", 3}
     * @throws IllegalArgumentException when no message has that key
     */
    public String say(String key, Object... values) {
        return current.written(key, values);
    }

    private String written(String key, Object... values) {
        if (english.contains(key) && missed.add(key)) {
            LOG.warn("templates/{} has no usable text for {}; it is written in English", file(language), key);
        }
        Map<String, Object> named = new HashMap<>();
        for (int i = 0; i + 1 < values.length; i += 2) {
            named.put(String.valueOf(values[i]), values[i + 1]);
        }
        MessageFormat format = formats.computeIfAbsent(key, name -> compile(text(name), english.contains(name) ? ENGLISH : language));
        // a message format is not to be used by two threads at a time
        synchronized (format) {
            return format.format(named, new StringBuffer(), null).toString();
        }
    }

    /** The text of a key, or of another one where no message has the first. */
    String sayOr(String key, String other, Object... values) {
        return say(current.texts.containsKey(key) ? key : other, values);
    }

    /**
     * A sentence that another part of the program put together in English, in the language of the note: by the keys {@code said.…}. What is not known
     * stays as it is.
     */
    public String translate(String sentence) {
        return current.sentences.translate(sentence);
    }

    /** The pattern of dates or times of a key, in UTC. */
    @Nullable DateTimeFormatter date(Key key) {
        return current.dates.get(key.name);
    }

    /** Patterns of dates and times. */
    enum Key {
        DAY("date.day"), CLOCK("date.clock");

        private final String name;

        Key(String name) {
            this.name = name;
        }
    }

    private String text(String key) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("no message is called '" + key + "' in messages_en.properties");
        }
        return text;
    }

    private static MessageFormat compile(String text, String language) {
        return new MessageFormat(text, ULocale.forLanguageTag(language));
    }

    private static DateTimeFormatter date(@Nullable String pattern, String language) {
        return DateTimeFormatter.ofPattern(pattern, Locale.forLanguageTag(language)).withZone(ZoneOffset.UTC);
    }

    private static String file(String language) {
        return "messages_" + language + ".properties";
    }

    private static Map<String, String> shipped(String language) {
        try (InputStream in = Messages.class.getResourceAsStream(Templates.BUILT_IN + "/" + file(language))) {
            return in == null ? Map.of() : read(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the shipped messages cannot be read", e);
        }
    }

    /** The usable texts of an edited file; what is wrong with others is noted. */
    private Map<String, String> edited(@Nullable Path folder, String language, Map<String, String> known) {
        Path file = folder == null ? null : folder.resolve(file(language));
        if (file == null || !Files.isRegularFile(file)) {
            return Map.of();
        }
        Map<String, String> usable = new LinkedHashMap<>();
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            read(in).forEach((key, text) -> {
                String why = fault(key, text, known.get(key));
                if (why == null) {
                    usable.put(key, text);
                } else {
                    problems.add(new Templates.Problem(file(language), 0, key + " " + why));
                }
            });
        } catch (CharacterCodingException e) {
            problems.add(new Templates.Problem(file(language), 0, "is not UTF-8"));
        } catch (IOException | IllegalArgumentException e) {
            problems.add(new Templates.Problem(file(language), 0, "cannot be read: " + SafeText.line(e.getMessage(), 200)));
        }
        return usable;
    }

    private static Map<String, String> read(Reader in) throws IOException {
        Properties properties = new Properties();
        properties.load(in);
        Map<String, String> texts = new LinkedHashMap<>();
        // some editors begin a file with a byte order mark
        properties.stringPropertyNames().stream().sorted().forEach(key -> texts.put(key.replace("\uFEFF", ""), properties.getProperty(key)));
        return texts;
    }

    /** What is wrong with an edited text; null when nothing is. A key that only templates of the operator use may be new. */
    private @Nullable String fault(String key, String text, @Nullable String shipped) {
        try {
            if (key.startsWith(DATES)) {
                date(text, language).format(Instant.EPOCH);
                return null;
            }
            Set<String> names = new TreeSet<>(compile(text, language).getArgumentNames());
            if (shipped != null) {
                names.removeAll(compile(shipped, ENGLISH).getArgumentNames());
                return names.isEmpty() ? null : "names values that it does not get: " + String.join(", ", names);
            }
            return null;
        } catch (IllegalArgumentException | DateTimeException e) {
            return "cannot be used: " + SafeText.line(e.getMessage(), 200);
        }
    }
}
