package io.github.iocenrichment.settings;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What must never be shown, and how to take it out of a text: known secret values, and whatever has a secret's form. */
public final class Secrets {
    private static final String MASK = "xxxxxx";
    /** Shorter values are only masked as whole words: masking every "sa" would make texts unreadable and hide nothing. */
    private static final int LONG_ENOUGH = 5;
    private static final List<Pattern> FORMS = List.of(
            Pattern.compile("(?i)((?<![A-Za-z0-9])(?:Signature|AccessID|rest_api_key|api[-_]?key|x-apikey|SID|password|secret[-_]?key|access[-_]?token)"
                    + "(?:=|%3D|\"?\\s*:\\s*\"?))(?!xxxxxx)[^\\s&\"',;}\\]]+"),
            Pattern.compile("(?i)(\\b(?:Basic|Bearer)\\s+)(?!xxxxxx)[A-Za-z0-9._~+/=-]{8,}"),
            Pattern.compile("(?i)((?:SessionId|TenantId|LoginId|Hostname)(?:\\\\?\"|&quot;|')?\\s*[:=]\\s*(?:\\\\?\"|&quot;|')?)(?!xxxxxx)[^\\s\"'&,;}\\\\]+"),
            // a session id of Ivanti: host#32 characters#number; the host may be seen
            Pattern.compile("(?<=[A-Za-z0-9])(#)[A-Za-z0-9]{32}#\\d+"),
            // a JSON web token; tried once for each run of its characters, so that no text makes it slow
            Pattern.compile("(?<![A-Za-z0-9_-])((?:(?!\\beyJ)[A-Za-z0-9_-])*+)eyJ[A-Za-z0-9_-]{5,}+\\.[A-Za-z0-9_-]{5,}+\\.[A-Za-z0-9_-]*+"),
            Pattern.compile("(?i)(\\bhttps?://)(?!xxxxxx)[^\\s/@?#\"'<>]{1,256}(?=@)"));

    private final List<Value> values;
    private final Set<String> plain;

    /** A text that hides nothing, as nearly all do, is only searched for the value as it is written: that costs a tenth of the pattern. */
    private record Value(String text, Pattern pattern) {
    }

    /** @param values secret values; their encoded forms are masked too */
    public Secrets(Collection<String> values) {
        this.plain = Set.copyOf(values);
        Set<String> forms = new LinkedHashSet<>();
        for (String value : values) {
            if (!value.isBlank()) {
                forms.add(value);
                forms.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
                forms.add(URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
                forms.add(new String(JsonStringEncoder.getInstance().quoteAsString(value)));
            }
        }
        this.values = forms.stream().sorted(Comparator.comparingInt(String::length).reversed())
                .map(value -> new Value(value, pattern(value))).toList();
    }

    /** These and more of them. */
    public Secrets and(Collection<String> more) {
        Set<String> all = new LinkedHashSet<>(plain);
        all.addAll(more);
        return more.isEmpty() ? this : new Secrets(all);
    }

    /** Masks by form alone: what can be done before the settings are known. */
    public static Secrets byFormOnly() {
        return new Secrets(List.of());
    }

    /** The text with every secret in it replaced by {@code xxxxxx}; null stays null. */
    public @Nullable String mask(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return text;
        }
        String masked = maskValues(text);
        for (Pattern form : FORMS) {
            Matcher found = form.matcher(masked);
            masked = found.find() ? found.replaceAll("$1" + MASK) : masked;
        }
        return masked;
    }

    /** The text with the known secret values replaced; what only looks like a secret stays. */
    public String maskValues(String text) {
        String masked = text;
        for (Value value : values) {
            masked = masked.contains(value.text()) ? value.pattern().matcher(masked).replaceAll(MASK) : masked;
        }
        return masked;
    }

    private static Pattern pattern(String value) {
        String quoted = Pattern.quote(value);
        return Pattern.compile(value.length() >= LONG_ENOUGH ? quoted : "(?<![\\p{L}\\p{N}_.-])" + quoted + "(?![\\p{L}\\p{N}_.-])");
    }
}
