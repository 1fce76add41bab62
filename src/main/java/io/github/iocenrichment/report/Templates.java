package io.github.iocenrichment.report;

import freemarker.cache.StrongCacheStorage;
import freemarker.core.ParseException;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The wording of notes and record incidents. Operators edit the files in {@code templates/}; a copy of the originals travels in
 * the program and takes the place of a file that is missing or fails. Templates see plain maps, lists and texts only: no class,
 * no method, no file outside their folder.
 */
public final class Templates {
    static final String BUILT_IN = "/templates";
    private static final Logger LOG = LoggerFactory.getLogger(Templates.class);
    private static final int OUTPUT_MAX = 4_000_000;
    /** The sample takes milliseconds, the longest note less than a second. */
    private static final Duration SAMPLE_MAX = Duration.ofSeconds(3);
    private static final Duration RENDERING_MAX = Duration.ofSeconds(20);
    /** What would write a value unescaped, or take it for a template. */
    private static final Pattern UNESCAPED = Pattern.compile("\\?\\s*no_esc\\b|<#-?noautoesc|<#outputformat|auto_esc|output_format|\\?\\s*(interpret|eval)\\b");
    private final @Nullable Path folder;
    private final String language;
    private final Messages messages;
    private final Configuration edited;
    private final Configuration builtIn;
    private final Map<String, Problem> broken = new LinkedHashMap<>();
    private final AtomicLong fallbacks = new AtomicLong();
    private volatile Templates current = this;

    /**
     * What is wrong with an edited template.
     *
     * @param file  its file name
     * @param line  line in it; 0 when the problem has no place
     * @param words what is wrong
     */
    public record Problem(@Nullable String file, int line, String words) {
        @Override
        public String toString() {
            return "templates/" + file + (line > 0 ? " line " + line : "") + ": " + words;
        }
    }

    /**
     * What a template gave.
     *
     * @param text     the text
     * @param fallback why the built-in template wrote it; null when the operator's own did
     */
    record Rendered(String text, @Nullable String fallback) {
    }

    private Templates(@Nullable Path folder, String language) {
        this.folder = folder;
        this.language = language;
        messages = Messages.load(folder, language);
        builtIn = TemplateConfigurations.builtIn(messages);
        edited = folder != null && Files.isDirectory(folder) ? TemplateConfigurations.edited(folder, messages) : builtIn;
        if (edited != builtIn) {
            // kept as they are prepared, and read once: an edit counts when all are read again
            edited.setCacheStorage(new StrongCacheStorage());
            files(folder).forEach(file -> TimedRendering.prepare(edited, file.getFileName().toString()));
            check(folder);
        }
    }

    private static List<Path> files(@Nullable Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".ftl")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("templates folder " + folder + " cannot be read", e);
        }
    }

    /**
     * Loads the templates and messages of a folder and tries each template on a sample. Never fails for a bad one: see {@link #problems()}.
     *
     * @param language of {@code messages_LANGUAGE.properties}
     */
    public static Templates load(Path folder, String language) {
        Templates templates = new Templates(folder, language);
        templates.report();
        return templates;
    }

    /**
     * Reads templates and messages again. What is broken keeps all that is in use.
     *
     * @return what is wrong; nothing when they are in use from now on
     */
    public List<Problem> reload() {
        Templates fresh = new Templates(folder, language);
        List<Problem> wrong = fresh.problems();
        if (wrong.isEmpty()) {
            messages.take(fresh.messages);
            current = fresh;
        }
        return wrong;
    }

    /** The templates that travel in the program. */
    public static Templates builtIn() {
        return new Templates(null, "en");
    }

    /** The same in another language. */
    static Templates builtIn(String language) {
        return new Templates(null, language);
    }

    /** The words that do not stand in a template. */
    public Messages messages() {
        return messages;
    }

    /** What is wrong with the operator's templates and messages; their built-in originals are used instead. */
    public List<Problem> problems() {
        return Stream.concat(current.broken.values().stream().distinct(), messages.problems().stream()).toList();
    }

    /** How often a built-in template had to take the place of an edited one. */
    public long fallbacks() {
        return fallbacks.get();
    }

    Rendered render(String name, Map<String, Object> model) {
        Templates now = current;
        if (now.edited == now.builtIn) {
            return new Rendered(built(name, model), null);
        }
        String why;
        if (now.broken.containsKey(name)) {
            why = now.broken.get(name).toString();
        } else {
            try {
                return new Rendered(TimedRendering.within(RENDERING_MAX, () -> process(now.edited, name, model)), null);
            } catch (TemplateException | IOException | RuntimeException | StackOverflowError failed) {
                Problem problem = problem(name, failed);
                LOG.warn("{}; the built-in one is used", problem);
                why = problem.toString();
            }
        }
        fallbacks.incrementAndGet();
        return new Rendered(built(name, model), why);
    }

    /** What a text says at its end when a built-in template had to write it. */
    String builtInWording(String why) {
        return messages.say("note.built-in", "why", SafeText.words(why, 300));
    }

    /** What an edited template wrote cannot be used. */
    void setAside(String name, String why) {
        fallbacks.incrementAndGet();
        LOG.warn("{}; the built-in wording is used", new Problem(name, 0, why));
    }

    private String built(String name, Map<String, Object> model) {
        try {
            return process(builtIn, name, model);
        } catch (TemplateException e) {
            throw new IllegalStateException("built-in template " + name + " failed", e);
        } catch (IOException e) {
            throw new UncheckedIOException("built-in template " + name + " cannot be read", e);
        }
    }

    private void check(Path folder) {
        for (Map.Entry<String, Map<String, Object>> sample : SampleModels.byTemplate(messages).entrySet()) {
            String name = sample.getKey();
            try {
                refuseUnescaped(folder.resolve(name));
                for (Path shared : shared(folder, name)) {
                    refuseUnescaped(shared);
                }
                String text = TimedRendering.within(SAMPLE_MAX, () -> process(edited, name, sample.getValue()));
                if (RowDirective.split(text).isEmpty()) {
                    broken.put(name, new Problem(name, 0, "writes nothing for the sample"));
                } else if (name.equals(RecordText.SUBJECT_TEMPLATE) && !SampleModels.isFoundAgain(SafeText.line(text, 1000))) {
                    broken.put(name, new Problem(name, 0, RecordText.LOST));
                }
            } catch (TemplateException | IOException | RuntimeException | StackOverflowError failed) {
                broken.put(name, problem(name, failed));
            }
        }
    }

    private void report() {
        messages.problems().forEach(problem -> LOG.warn("{}; the shipped text is used instead", problem));
        broken.values().stream().distinct().forEach(problem -> LOG.warn("{}; used instead: the built-in {}", problem,
                broken.keySet().stream().filter(name -> broken.get(name).equals(problem)).collect(Collectors.joining(", "))));
    }

    /** Files that are no template of their own but may be included by one. */
    private static List<Path> shared(Path folder, String name) {
        String otherForm = name.endsWith("-html.ftl") ? "-plain.ftl" : "-html.ftl";
        return files(folder).stream().filter(file -> !file.toString().endsWith(otherForm))
                .filter(file -> !SampleModels.NAMES.contains(file.getFileName().toString())).toList();
    }

    private static void refuseUnescaped(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return;
        }
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        for (int i = 0; i < lines.size(); i++) {
            if (UNESCAPED.matcher(lines.get(i)).find()) {
                throw new UnescapedValueException(file.getFileName().toString(), i + 1);
            }
        }
    }

    private static Problem problem(String name, Throwable failed) {
        if (failed instanceof UnescapedValueException unescaped) {
            return new Problem(unescaped.getMessage(), unescaped.line, "lets values through unescaped");
        }
        for (Throwable cause : ExceptionUtils.getThrowableList(failed)) {
            if (cause instanceof ParseException parse) {
                String file = parse.getTemplateName() == null ? name : parse.getTemplateName();
                return new Problem(file, parse.getLineNumber(), SafeText.line(parse.getEditorMessage(), 300));
            }
        }
        if (failed instanceof CharacterCodingException) {
            return new Problem(name, 0, "is not UTF-8");
        }
        if (failed instanceof TemplateException template) {
            int line = template.getLineNumber() == null ? 0 : template.getLineNumber();
            String at = template.getTemplateSourceName();
            return new Problem(at == null ? name : at, line, SafeText.line(firstLines(template), 300));
        }
        String kind = failed.getClass() == IOException.class ? "" : failed.getClass().getSimpleName() + ": ";
        return new Problem(name, 0, SafeText.line(kind + failed.getMessage(), 300));
    }

    /** FreeMarker says what is wrong in the first line and with what in the second; hints for programmers follow. */
    private static String firstLines(TemplateException failed) {
        return failed.getMessageWithoutStackTop().lines().limit(2).map(line -> line.replaceFirst("\\s*\\[in template .*", "")).filter(line -> !line.isBlank())
                .takeWhile(line -> !line.startsWith("----")).collect(Collectors.joining(" "));
    }

    private static String process(Configuration configuration, String name, Map<String, Object> model) throws TemplateException, IOException {
        BoundedWriter out = new BoundedWriter(OUTPUT_MAX);
        configuration.getTemplate(name).process(new LinkedHashMap<>(model), out);
        // some editors begin a file with a byte order mark
        return out.toString().replace("\uFEFF", "");
    }

    /** A template that would let values through as they are. */
    private static final class UnescapedValueException extends IOException {
        private static final long serialVersionUID = 1L;
        private final int line;

        private UnescapedValueException(String name, int line) {
            super(name);
            this.line = line;
        }
    }
}
