package io.github.iocenrichment.web;

import freemarker.cache.ClassTemplateLoader;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateModelException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

/** The templates of the pages. Whatever they write is escaped as HTML; a model holds maps, lists, text, numbers and flags, and nothing else. */
public final class Pages {
    private final Configuration templates;

    /** @param shared what every page sees beside its own model: {@code version}, {@code node}, {@code sandbox} and the {@code token} of its forms */
    public Pages(Map<String, Object> shared) {
        templates = configuration();
        try {
            templates.setSharedVariables(shared);
        } catch (TemplateModelException e) {
            throw new IllegalArgumentException("what all pages see cannot be shown", e);
        }
    }

    public String render(String template, Map<String, ?> model) {
        try {
            StringWriter out = new StringWriter();
            templates.getTemplate(template).process(model, out);
            return out.toString();
        } catch (TemplateException e) {
            throw new IllegalStateException("page " + template + " cannot be written", e);
        } catch (IOException e) {
            throw new UncheckedIOException("page " + template + " cannot be read", e);
        }
    }

    /** A time as people read it: {@code 2026-11-23 09:30:00 UTC}. */
    public static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ').replace("Z", " UTC");
    }

    private static Configuration configuration() {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setTemplateLoader(new ClassTemplateLoader(Pages.class, "/web"));
        configuration.setDefaultEncoding("UTF-8");
        configuration.setURLEscapingCharset("UTF-8");
        configuration.setLocale(Locale.ENGLISH);
        configuration.setNumberFormat("computer");
        configuration.setObjectWrapper(new SimpleObjectWrapper(Configuration.VERSION_2_3_34));
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setLocalizedLookup(false);
        configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
        return configuration;
    }
}
