package io.github.iocenrichment.privacy;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorPolicy;
import io.github.iocenrichment.indicator.IndicatorType;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides what of a value leaves the network: the one place from which every look-up, publication, log line and page has it. A URL goes out
 * without user info, secrets and persons; of services whose path is the secret only the host does. Masking a masked URL changes nothing.
 */
public final class UrlPrivacy {
    /** Stands where a secret stood. */
    public static final String MASK = "masked";
    /** A mask can bring a further one about, never many. */
    private static final int ROUNDS = 4;
    private static final Pattern URL = Pattern.compile("(?i)(?:https?|ftp|hxxps?)(?::|\\[:])//[^\\s<>\"']+");
    /** Pages of vendors about one hash, which they make of the value that was sent to them: nothing in them is a secret. */
    private static final Pattern REPORT = Pattern.compile("(?i)https://www\\.virustotal\\.com/gui/(?:url|file)/[0-9a-f]{64}"
            + "|https://www\\.hybrid-analysis\\.com/sample/[0-9a-f]{64}(?:/[0-9a-f]{24})?");
    private static final Pattern USER_INFO = Pattern.compile("(?i)^[a-z*\\[\\]]{2,12}(?:\\[?:]?//|://)[^/?#\\s]*@");

    /**
     * What the operator chose.
     *
     * @param maskSecrets {@code privacy.mask-url-secrets}; without it user info is dropped and webhooks stay unasked all the same
     * @param hostsOnly   {@code privacy.url-hosts-only}
     */
    public record Options(boolean maskSecrets, boolean hostsOnly) {
    }

    /**
     * A URL without what must not leave.
     *
     * @param url    the URL, masked where needed
     * @param masked kinds of what was masked; empty when nothing was
     */
    public record Masked(String url, List<String> masked) {
        public Masked {
            masked = List.copyOf(masked);
        }

        public boolean isMasked() {
            return !masked.isEmpty();
        }
    }

    private final Supplier<UrlServices> services;
    private final Predicate<String> ownHost;
    private final Options options;

    /** @param policy knows the own names */
    public UrlPrivacy(Supplier<UrlServices> services, IndicatorPolicy policy, Options options) {
        this(services, policy::isOwnHost, options);
    }

    private UrlPrivacy(Supplier<UrlServices> services, Predicate<String> ownHost, Options options) {
        this.services = services;
        this.ownHost = ownHost;
        this.options = options;
    }

    /** By the built-in rules alone, without the organisation's own names: for texts of vendors as they are read. */
    public static UrlPrivacy builtIn() {
        return new UrlPrivacy(UrlServices::builtIn, host -> false, new Options(true, false));
    }

    /** The URL as it may be shown outside; webhooks lose their path. */
    public Masked mask(String url) {
        Set<Secret> found = new LinkedHashSet<>();
        Optional<Secret> service = services.get().serviceOf(url).filter(this::isHostOnly).map(listed -> listed.kind().secret());
        String result = service.isPresent() ? frontPage(url) : masked(url, found);
        service.ifPresent(found::add);
        return new Masked(result, found.stream().map(Secret::words).distinct().toList());
    }

    private String masked(String url, Set<Secret> found) {
        if (REPORT.matcher(url).matches()) {
            return url;
        }
        if (!options.maskSecrets) {
            return new UrlMask(ownHost, services.get(), found).withoutUserInfo(url);
        }
        String result = url;
        for (int round = 0; round < ROUNDS; round++) {
            String next = new UrlMask(ownHost, services.get(), found).mask(result);
            if (next.equals(result)) {
                break;
            }
            result = next;
        }
        return result;
    }

    /** The form in which an indicator may be looked up and published. */
    public OutgoingValue outgoing(Indicator indicator) {
        if (indicator.type() != IndicatorType.URL) {
            return new OutgoingValue(indicator, List.of(), null);
        }
        Set<Secret> found = userInfoWritten(indicator) ? EnumSet.of(Secret.USER_INFO) : EnumSet.noneOf(Secret.class);
        Set<Secret> inOrder = new LinkedHashSet<>();
        String value = masked(indicator.value(), inOrder);
        inOrder.addAll(found);
        String reason = reasonForHostOnly(indicator.value(), value, inOrder);
        String sent = reason == null ? value : frontPage(value);
        boolean leaves = indicator.enrichable() && reason == null;
        Indicator form = new Indicator(indicator.type(), sent, leaves, indicator.enrichable() ? reason : indicator.reason(), indicator.places());
        return new OutgoingValue(form, inOrder.stream().map(Secret::words).distinct().toList(), reason);
    }

    private boolean userInfoWritten(Indicator indicator) {
        return indicator.places().stream().anyMatch(place -> place.raw() != null && USER_INFO.matcher(place.raw()).find());
    }

    private @Nullable String reasonForHostOnly(String raw, String masked, Set<Secret> found) {
        Optional<UrlServices.Service> service = services.get().serviceOf(raw).filter(this::isHostOnly);
        if (service.isPresent()) {
            String words = service.get().kind().secret().words() + ": only the host was asked";
            return service.get().kind() == UrlServices.Kind.WEBHOOK ? words + "; token: the service can revoke it" : words;
        }
        if (options.hostsOnly) {
            return "only the host was asked, as privacy.url-hosts-only says";
        }
        if (found.contains(Secret.SIGNED_LINK)) {
            return Secret.SIGNED_LINK.words() + ": only the host was asked";
        }
        boolean secrets = found.stream().anyMatch(kind -> kind != Secret.USER_INFO);
        return secrets && NestedUrl.isNothingButMasks(masked) ? String.join(", ", found.stream().map(Secret::words).distinct().toList())
                + ": only the host was asked" : null;
    }

    private boolean isHostOnly(UrlServices.Service service) {
        return options.maskSecrets || service.kind() == UrlServices.Kind.WEBHOOK;
    }

    /** Whether the URL is a share, webhook or meeting, of which only the host is asked. */
    public boolean isServiceLink(String url) {
        return services.get().serviceOf(url).filter(this::isHostOnly).isPresent();
    }

    /** Whether addresses of this host are a service's of which only the host is asked. */
    public boolean isServiceHost(String host) {
        return services.get().isServiceHost(host);
    }

    /** A text with the URLs in it masked, also defanged ones: a vendor's words, what a dry run keeps. */
    public @Nullable String maskText(@Nullable String text) {
        return text == null ? null : URL.matcher(text).replaceAll(hit -> Matcher.quoteReplacement(maskWritten(hit.group())));
    }

    private String maskWritten(String written) {
        boolean defanged = written.contains("[") || written.toLowerCase(Locale.ROOT).startsWith("hxxp");
        String plain = defanged ? written.replace("[.]", ".").replace("[:]", ":").replace("[@]", "@").replaceFirst("(?i)^hxxp", "http") : written;
        String masked = mask(plain).url();
        if (masked.equals(plain)) {
            return written;
        }
        int path = masked.indexOf('/', masked.indexOf("//") + 2);
        String front = path < 0 ? masked : masked.substring(0, path);
        String shown = written.regionMatches(true, 0, "hxxp", 0, 4) ? front.replaceFirst("^http", "hxxp") : front;
        return (written.contains("[.]") ? shown.replace(".", "[.]") : shown) + (path < 0 ? "" : masked.substring(path));
    }

    private static String frontPage(String url) {
        int from = url.indexOf("//");
        int end = from < 0 ? 0 : from + 2;
        while (end < url.length() && "/?#\\".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        String authority = url.substring(from < 0 ? 0 : from + 2, end);
        return url.substring(0, from < 0 ? 0 : from + 2) + authority.substring(authority.lastIndexOf('@') + 1) + "/";
    }
}
