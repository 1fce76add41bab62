package io.github.iocenrichment.stix;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.iocenrichment.source.Answer;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** External references: the vendors' pages for analysts. */
final class References {
    private static final Pattern SECRET = Pattern.compile(
            "(?i)(^|[?&;])([^=?&;]*(key|token|secret|signature|passw|pwd|auth|session|credential|jwt)[^=?&;]*|sig)=");
    private static final int MAX_CHARS = 2000;

    private References() {
    }

    /** {@code VirusTotal report}; empty when the vendor gave no page that may be shown. */
    static Optional<ObjectNode> permalink(Answer answer) {
        return page(answer.link()).map(page -> reference(answer.source(), page, SourceWords.title(answer.source()) + " report"));
    }

    static List<ObjectNode> permalinks(List<Answer> answers) {
        return answers.stream().map(References::permalink).flatMap(Optional::stream).toList();
    }

    static ObjectNode reference(String source, String url, String description) {
        return JsonNodeFactory.instance.objectNode().put("source_name", source).put("url", url).put("description", description);
    }

    static ObjectNode external(String source, String id) {
        return JsonNodeFactory.instance.objectNode().put("source_name", source).put("external_id", id);
    }

    /** The address as a URI has to be written, in ASCII; empty unless anybody may open it: no user information, nothing that looks like a key. */
    private static Optional<String> page(@Nullable String link) {
        if (link == null || link.length() > MAX_CHARS) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(link);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean open = (scheme.equals("https") || scheme.equals("http")) && uri.getHost() != null && uri.getRawUserInfo() == null
                    && !holdsSecret(uri.getRawQuery()) && !holdsSecret(uri.getRawFragment());
            return open ? Optional.of(uri.toASCIIString()) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty(); // what is no address is no reference either; the note still says what the vendor said
        }
    }

    private static boolean holdsSecret(@Nullable String parameters) {
        return parameters != null && SECRET.matcher(parameters).find();
    }
}
