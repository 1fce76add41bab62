package io.github.iocenrichment.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The first page of the console: one HTML document with nothing from elsewhere, and the same figures as JSON. */
public final class StatusPage {
    /** For the answer's header {@code Content-Security-Policy}: nothing but style, script and pictures of this server, and its own forms. */
    public static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none';"
            + " base-uri 'none'";
    private final ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule()).disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    private final ObjectMapper models = json.copy().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
    private final Pages pages;

    /** @param pages the templates, with what all pages see */
    public StatusPage(Pages pages) {
        this.pages = pages;
    }

    /** The page as it stands. @param form whose token its buttons carry */
    public String render(StatusView view, ReleaseForm form) {
        return render(view, form, 0, Map.of());
    }

    /**
     * The page.
     *
     * @param refreshSeconds after which it loads itself anew; 0 for never, so that nobody loses their place unasked
     * @param day            figures of the last day; empty for none
     */
    public String render(StatusView view, ReleaseForm form, int refreshSeconds, Map<String, Object> day) {
        StatusView safe = SafeView.of(view);
        Map<String, Object> model = models.convertValue(safe, new TypeReference<>() {
        });
        model.put("notices", models.convertValue(Notices.of(safe), new TypeReference<List<Object>>() {
        }));
        model.put("token", form.token());
        model.put("refresh", Math.max(0, Math.min(3600, refreshSeconds)));
        if (!day.isEmpty()) {
            model.put("day", day);
        }
        return pages.render("status.ftl", model);
    }

    /** What is shown after a button was pressed. */
    public String result(String headline, String words) {
        return result(headline, words, "/");
    }

    /** @param back path of the page from which the order came */
    public String result(String headline, @Nullable String words, String back) {
        Map<String, Object> model = new HashMap<>();
        model.put("headline", SafeView.words(headline));
        model.put("words", SafeView.words(words));
        model.put("back", back);
        return pages.render("result.ftl", model);
    }

    /** The figures of the page as JSON, cleaned in the same way. */
    public String json(StatusView view) {
        try {
            return json.writeValueAsString(SafeView.of(view));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("status cannot be written as JSON", e);
        }
    }

    /** The systems as cards: what each is called, how it fares, and what is left of its quota. */
    public static List<Map<String, Object>> systems(StatusView view) {
        return SafeView.of(view).sources().stream().map(SystemCard::of).toList();
    }
}
