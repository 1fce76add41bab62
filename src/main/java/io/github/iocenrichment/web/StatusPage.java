package io.github.iocenrichment.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import freemarker.cache.ClassTemplateLoader;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The status page: one HTML document without scripts or anything from elsewhere, and the same figures as JSON. */
public final class StatusPage {
    /** For the answer's header {@code Content-Security-Policy}: nothing but the page's own style and forms. */
    public static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
    private final ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule()).disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    private final ObjectMapper models = json.copy().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
    private final Configuration templates = configuration();

    /** The page as it stands. @param form whose token its buttons carry */
    public String render(StatusView view, ReleaseForm form) {
        return render(view, form, 0);
    }

    /** The page, which loads itself anew every so many seconds; 0 for never, so that nobody loses their place unasked. */
    public String render(StatusView view, ReleaseForm form, int refreshSeconds) {
        StatusView safe = SafeView.of(view);
        Map<String, Object> model = models.convertValue(safe, new TypeReference<>() {
        });
        model.put("notices", models.convertValue(Notices.of(safe), new TypeReference<List<Object>>() {
        }));
        model.put("token", form.token());
        model.put("refresh", Math.max(0, Math.min(3600, refreshSeconds)));
        return process("status.ftl", model);
    }

    /** What is shown after a button was pressed. */
    public String result(String headline, String words) {
        Map<String, Object> model = new HashMap<>();
        model.put("headline", SafeView.words(headline));
        model.put("words", SafeView.words(words));
        return process("result.ftl", model);
    }

    /** The figures of the page as JSON, cleaned in the same way. */
    public String json(StatusView view) {
        try {
            return json.writeValueAsString(SafeView.of(view));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("status cannot be written as JSON", e);
        }
    }

    private String process(String name, Map<String, Object> model) {
        try {
            StringWriter out = new StringWriter();
            templates.getTemplate(name).process(model, out);
            return out.toString();
        } catch (TemplateException e) {
            throw new IllegalStateException("page " + name + " cannot be written", e);
        } catch (IOException e) {
            throw new UncheckedIOException("page " + name + " cannot be read", e);
        }
    }

    private static Configuration configuration() {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setTemplateLoader(new ClassTemplateLoader(StatusPage.class, "/web"));
        configuration.setDefaultEncoding("UTF-8");
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
