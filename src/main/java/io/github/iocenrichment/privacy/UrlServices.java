package io.github.iocenrichment.privacy;

import io.github.iocenrichment.files.TextFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Services whose addresses are keys: webhooks, shares, meetings. Of them only the host is asked. Read from lines
 * {@code host-pattern [path-prefix] kind}; the first line that fits decides. The built-in webhooks hold whatever the lines say.
 */
public final class UrlServices {
    private static final String RESOURCE = "/privacy/url-services.txt";

    /** What an address of the service is. */
    enum Kind {
        WEBHOOK(Secret.WEBHOOK), SHARE(Secret.SHARE_LINK), MEETING(Secret.MEETING), NONE(null);

        private final @Nullable Secret secret;

        Kind(@Nullable Secret secret) {
            this.secret = secret;
        }

        @Nullable Secret secret() {
            return secret;
        }
    }

    /** One line. @param host its names; @param path beginnings of its paths, in lower case */
    record Service(Pattern host, Pattern path, Kind kind) {
    }

    private static final UrlServices BUILT_IN = new UrlServices(builtInLines());
    private final List<Service> services;

    private UrlServices(List<Service> services) {
        this.services = List.copyOf(services);
    }

    /** The list that ships with the product. */
    public static UrlServices builtIn() {
        return BUILT_IN;
    }

    /**
     * A file in place of the built-in list.
     *
     * @throws IllegalArgumentException with file, line number and reason when a line cannot be read
     * @throws UncheckedIOException     when the file cannot be read
     */
    public static UrlServices load(Path file) {
        try {
            return parse(TextFile.lines(file), file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the list of URL services " + file, e);
        }
    }

    /** @param name how errors call the list */
    public static UrlServices parse(List<String> lines, String name) {
        List<Service> services = new ArrayList<>(read(lines, name));
        BUILT_IN.services.stream().filter(service -> service.kind == Kind.WEBHOOK).forEach(services::add);
        return new UrlServices(services);
    }

    private static List<Service> builtInLines() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(UrlServices.class.getResourceAsStream(RESOURCE), StandardCharsets.UTF_8))) {
            return read(reader.lines().toList(), "built-in " + RESOURCE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Service> read(List<String> lines, String name) {
        List<Service> services = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            String content = (line.startsWith("#") ? "" : line.contains(" #") ? line.substring(0, line.indexOf(" #")) : line).strip();
            if (!content.isEmpty()) {
                services.add(service(content.split("\\s+"), name + ", line " + (i + 1)));
            }
        }
        return services;
    }

    private static Service service(String[] words, String where) {
        if (words.length < 2 || words.length > 3) {
            throw new IllegalArgumentException(where + ": a line is host-pattern [path-prefix] kind, such as *.example.com /s/ share");
        }
        String host = words[0].toLowerCase(Locale.ROOT);
        String path = words.length == 3 ? words[1].toLowerCase(Locale.ROOT) : "/";
        if (!host.matches("[a-z0-9*.-]+") || host.matches("[*.-]+")) {
            throw new IllegalArgumentException(where + ": " + words[0] + " is no pattern of a host");
        }
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException(where + ": the path prefix " + words[1] + " must begin with /");
        }
        return new Service(Pattern.compile(hosts(host)), Pattern.compile(glob(path) + ".*", Pattern.DOTALL), kind(words[words.length - 1], where));
    }

    private static Kind kind(String word, String where) {
        for (Kind kind : Kind.values()) {
            if (kind.name().equalsIgnoreCase(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(where + ": the kind " + word + " is none of webhook, share, meeting, none");
    }

    /** {@code *.x} is x and everything below it; any other star stands for a part of one label. */
    private static String hosts(String pattern) {
        boolean below = pattern.startsWith("*.");
        String rest = below ? pattern.substring(2) : pattern;
        return (below ? "(?:[^/]+\\.)?" : "") + rest.replace(".", "\\.").replace("*", "[^.]*");
    }

    /** A star stands for a part of one segment, a question mark for one character. */
    private static String glob(String path) {
        StringBuilder pattern = new StringBuilder();
        for (char c : path.toCharArray()) {
            pattern.append(c == '*' ? "[^/]*" : c == '?' ? "[^/]" : Pattern.quote(String.valueOf(c)));
        }
        return pattern.toString();
    }

    /** The service behind this URL; empty when it is asked about as any other. */
    Optional<Service> serviceOf(String url) {
        Optional<String> host = NestedUrl.host(url);
        String path = NestedUrl.path(url);
        return host.flatMap(name -> services.stream().filter(service -> service.host.matcher(name).matches() && service.path.matcher(path).matches())
                .findFirst())
                .filter(service -> service.kind != Kind.NONE);
    }

    /** Whether some address of this host is one of a service's. */
    boolean isServiceHost(String host) {
        return services.stream().anyMatch(service -> service.kind != Kind.NONE && service.host.matcher(host).matches());
    }
}
