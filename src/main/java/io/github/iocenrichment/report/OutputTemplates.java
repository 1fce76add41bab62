package io.github.iocenrichment.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import freemarker.cache.FileTemplateLoader;
import freemarker.cache.StrongCacheStorage;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The operators' own templates in {@code templates/outputs}, by which bodies for added outputs are written. They see plain maps, lists and texts only. */
public final class OutputTemplates {
    private static final int OUTPUT_MAX = 4_000_000;
    private static final Duration RENDERING_MAX = Duration.ofSeconds(20);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,80}");

    private final Path folder;
    private volatile @Nullable Configuration configuration;

    public OutputTemplates(Path folder) {
        this.folder = folder;
        this.configuration = Files.isDirectory(folder) ? configuration(folder) : null;
        // what is wrong with one is said when it is used
        read(configuration);
    }

    /**
     * Reads all templates again. What is broken keeps all that is in use.
     *
     * @return what is wrong, one line each; nothing when they are in use from now on
     */
    public List<String> reload() {
        Configuration fresh = Files.isDirectory(folder) ? configuration(folder) : null;
        List<String> wrong = read(fresh);
        if (wrong.isEmpty()) {
            configuration = fresh;
        }
        return wrong;
    }

    /** Reads all of them, which are kept as they are from then on. @return what is wrong */
    private List<String> read(@Nullable Configuration fresh) {
        List<String> wrong = new ArrayList<>();
        if (fresh != null) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(path -> path.toString().endsWith(".ftl")).sorted().toList()) {
                    try {
                        fresh.getTemplate(file.getFileName().toString());
                    } catch (IOException e) {
                        // a mistake in it is one, too
                        wrong.add(file + ": " + SafeText.line(e.getMessage(), 300));
                    }
                }
            } catch (IOException e) {
                wrong.add(folder + ": cannot be read");
            }
        }
        return wrong;
    }

    /**
     * Writes a text.
     *
     * @param name  file name with or without {@code .ftl}; one that holds {@code .json} writes JSON
     * @throws IllegalArgumentException in one line when it cannot be written
     */
    public String render(String name, Map<String, Object> model) {
        String file = name.endsWith(".ftl") ? name : name + ".ftl";
        if (!NAME.matcher(file).matches() || configuration == null || !Files.isRegularFile(folder.resolve(file))) {
            throw new IllegalArgumentException("there is no template " + folder.resolve(file.replaceAll("[^A-Za-z0-9._-]", "_"))
                    + "; write it, or correct its name in the route");
        }
        try {
            String text = TimedRendering.within(RENDERING_MAX, () -> process(file, model));
            if (file.contains(".json")) {
                JsonMapper.builder().build().readTree(text);
            }
            return text;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("template " + file + " wrote no JSON: line " + e.getLocation().getLineNr() + " of its text: "
                    + SafeText.line(e.getOriginalMessage(), 200));
        } catch (TemplateException e) {
            throw new IllegalArgumentException("template " + file + " line " + e.getLineNumber() + ": " + SafeText.line(e.getMessageWithoutStackTop(), 300));
        } catch (IOException e) {
            throw new IllegalArgumentException("template " + file + ": " + SafeText.line(e.getMessage(), 300));
        }
    }

    private String process(String file, Map<String, Object> model) throws TemplateException, IOException {
        Template template = configuration.getTemplate(file);
        BoundedWriter out = new BoundedWriter(OUTPUT_MAX);
        template.process(model, out);
        return out.toString();
    }

    private static Configuration configuration(Path folder) {
        Configuration made = new Configuration(Configuration.VERSION_2_3_34);
        try {
            made.setTemplateLoader(new FileTemplateLoader(folder.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " cannot be read", e);
        }
        made.setDefaultEncoding("UTF-8");
        made.setLocale(Locale.ENGLISH);
        made.setTimeZone(TimeZone.getTimeZone("UTC"));
        made.setNumberFormat("computer");
        made.setBooleanFormat("c");
        made.setObjectWrapper(new SimpleObjectWrapper(Configuration.VERSION_2_3_34));
        made.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        made.setAPIBuiltinEnabled(false);
        made.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        made.setLogTemplateExceptions(false);
        made.setWrapUncheckedExceptions(true);
        made.setLocalizedLookup(false);
        made.setCacheStorage(new StrongCacheStorage());
        made.setTemplateUpdateDelayMilliseconds(Long.MAX_VALUE);
        made.setOutputFormat(JsonTextFormat.INSTANCE);
        made.setAutoEscapingPolicy(Configuration.ENABLE_IF_SUPPORTED_AUTO_ESCAPING_POLICY);
        return made;
    }
}
