package io.github.iocenrichment.privacy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes secrets and persons out of one URL: user info, path, query and fragment, and the URLs inside these. What is none of them stays as written. */
final class UrlMask {
    private static final Pattern AUTHORITY = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*:)?//([^/?#\\\\]*)");
    private static final int DEEPEST = 3;
    /** Nothing is shorter: a mail address has six characters, a host of one's own a dot. */
    private static final int SHORTEST = 6;
    /** A longer value is data of somebody's, and nothing that a vendor knows a URL by. */
    private static final int LONGEST = 4096;

    /** Where a value stands; a link is looked into and never judged by its own randomness. */
    private enum Place { QUERY, PATH, LINK }

    private final Predicate<String> ownHost;
    private final PersonLook persons;
    private final UrlServices services;
    private final Set<Secret> masked;

    /** @param masked takes the kinds of what was masked, in their order */
    UrlMask(Predicate<String> ownHost, UrlServices services, Set<Secret> masked) {
        this.ownHost = ownHost;
        this.persons = new PersonLook(ownHost);
        this.services = services;
        this.masked = masked;
    }

    String mask(String url) {
        return mask(url, 0);
    }

    /** User info alone is dropped; all else stays as written. */
    String withoutUserInfo(String url) {
        Matcher authority = AUTHORITY.matcher(url);
        return authority.find() ? withoutUserInfo(url, authority) + url.substring(authority.end()) : url;
    }

    private String mask(String url, int depth) {
        Matcher authority = AUTHORITY.matcher(url);
        int pathFrom = authority.find() ? authority.end() : 0;
        int nested = NestedUrl.inPath(url.substring(pathFrom));
        if (nested >= 0) {
            int at = pathFrom + nested;
            return head(url.substring(0, at), depth) + value(url.substring(at), depth, Place.LINK);
        }
        int hash = url.indexOf('#');
        String rest = hash < 0 ? url : url.substring(0, hash);
        int question = rest.indexOf('?');
        StringBuilder result = new StringBuilder(head(question < 0 ? rest : rest.substring(0, question), depth));
        if (question >= 0) {
            String host = NestedUrl.host(rest.substring(0, pathFrom)).orElse("");
            result.append('?').append(parameters(rest.substring(question + 1), host, depth));
        }
        if (hash >= 0) {
            result.append('#').append(fragment(url.substring(hash + 1), depth));
        }
        return result.toString();
    }

    private String head(String head, int depth) {
        Matcher authority = AUTHORITY.matcher(head);
        if (!authority.find()) {
            return path(head, "", depth);
        }
        String start = withoutUserInfo(head, authority);
        return start + path(head.substring(authority.end()), NestedUrl.host(start).orElse(""), depth);
    }

    /** It is dropped whole: it is a credential or bait, and the host is what is to be known. */
    private String withoutUserInfo(String url, Matcher authority) {
        String host = authority.group(2);
        int at = host.lastIndexOf('@');
        if (at >= 0) {
            masked.add(Secret.USER_INFO);
        }
        return url.substring(0, authority.start(2)) + host.substring(at + 1);
    }

    private String path(String path, String host, int depth) {
        boolean byAddress = host.indexOf(':') >= 0 || host.matches("[0-9.]+");
        StringBuilder result = new StringBuilder(path.length());
        String before = "";
        int start = 0;
        for (int i = 0; i <= path.length(); i++) {
            if (i == path.length() || path.charAt(i) == '/' || path.charAt(i) == '\\') {
                String segment = path.substring(start, i);
                result.append(segment(segment, before, byAddress, depth));
                if (i < path.length()) {
                    result.append(path.charAt(i));
                }
                before = segment.isEmpty() ? before : last(Encodings.levels(segment)).toLowerCase(Locale.ROOT);
                start = i + 1;
            }
        }
        return result.toString();
    }

    private String segment(String segment, String before, boolean byAddress, int depth) {
        int semicolon = segment.indexOf(';');
        if (semicolon > 0) {
            return segment(segment.substring(0, semicolon), before, byAddress, depth) + ';' + parameters(segment.substring(semicolon + 1), depth);
        }
        if (segment.isEmpty() || segment.equals(UrlPrivacy.MASK)) {
            return segment;
        }
        Optional<Secret> word = PathWords.before(before);
        List<String> levels = Encodings.levels(segment);
        if (word.isPresent() && levels.stream().anyMatch(level -> RandomLook.within(level) || RandomLook.is(stem(level)))) {
            return masked(word.get());
        }
        if (byAddress || levels.stream().anyMatch(RandomLook::isFile)) {
            return knownLooks(segment, levels, depth, Place.PATH).orElseGet(() -> tokens(segment, levels));
        }
        return value(segment, depth, Place.PATH);
    }

    private static String stem(String segment) {
        return RandomLook.isFile(segment) ? segment.substring(0, segment.lastIndexOf('.')) : segment;
    }

    /** A fragment may be parameters ({@code #access_token=...}), a client-side address with a query of its own, or plain. */
    private String fragment(String fragment, int depth) {
        int question = fragment.indexOf('?');
        if (NestedUrl.is(fragment)) {
            return value(fragment, depth, Place.LINK);
        }
        if (question >= 0) {
            return path(fragment.substring(0, question), "", depth) + "?" + parameters(fragment.substring(question + 1), depth);
        }
        return fragment.indexOf('=') >= 0 ? parameters(fragment, depth) : path(fragment, "", depth);
    }

    private String parameters(String query, int depth) {
        return parameters(query, "", depth);
    }

    private String parameters(String query, String host, int depth) {
        List<String> parts = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int start = 0;
        for (int i = 0; i <= query.length(); i++) {
            if (i == query.length() || query.charAt(i) == '&' || query.charAt(i) == ';') {
                String part = query.substring(start, i);
                int equals = part.indexOf('=');
                if (equals > 0) {
                    names.add(last(Encodings.levels(part.substring(0, equals))).toLowerCase(Locale.ROOT));
                }
                parts.add(part);
                parts.add(i < query.length() ? query.substring(i, i + 1) : "");
                start = i + 1;
            }
        }
        ParameterNames kinds = new ParameterNames(names, host);
        StringBuilder result = new StringBuilder(query.length());
        for (int i = 0; i < parts.size(); i += 2) {
            result.append(parameter(parts.get(i), kinds, depth)).append(parts.get(i + 1));
        }
        return result.toString();
    }

    private String parameter(String parameter, ParameterNames kinds, int depth) {
        int equals = parameter.indexOf('=');
        // base64 of its own may end in padding
        if (equals < 0 || parameter.substring(equals).matches("=+")) {
            return parameter.isEmpty() || equals > 0 && parameter.length() < 8 ? parameter : value(parameter, depth, Place.QUERY);
        }
        String name = parameter.substring(0, equals);
        String value = parameter.substring(equals + 1);
        if (value.equals(UrlPrivacy.MASK)) {
            return parameter;
        }
        Secret kind = kinds.kind(last(Encodings.levels(name)), last(Encodings.levels(value)));
        if (kind != null) {
            masked.add(kind);
            return name + "=" + UrlPrivacy.MASK;
        }
        return value(name, depth, Place.QUERY) + "=" + value(value, depth, Place.QUERY);
    }

    private String value(String value, int depth, Place place) {
        if (value.equals(UrlPrivacy.MASK) || value.length() < SHORTEST && value.chars().allMatch(Character::isLetterOrDigit)) {
            return value;
        }
        if (value.length() > LONGEST && place != Place.LINK) {
            return masked(Secret.RANDOM);
        }
        List<String> levels = Encodings.levels(value);
        Optional<String> known = knownLooks(value, levels, depth, place);
        if (known.isPresent()) {
            return known.get();
        }
        String clean = tokens(value, levels);
        if (place != Place.LINK && clean.equals(value) && levels.stream().anyMatch(RandomLook::within)) {
            return masked(Secret.RANDOM);
        }
        return clean;
    }

    /** Persons and links inside; the value with these masked, when there are any. Empty when it has to be looked at further. */
    private Optional<String> knownLooks(String value, List<String> levels, int depth, Place place) {
        for (int level = 0; level < levels.size(); level++) {
            String read = levels.get(level);
            // an own name as a segment of a foreign path is what the other side calls its page
            if (place != Place.PATH && isOwn(read)) {
                return Optional.of(masked(Secret.OWN_ADDRESS));
            }
            if (isParameters(read)) {
                return Optional.of(nested(read, value, level, depth));
            }
            Optional<Encodings.Base64Text> base64 = Encodings.base64(read).filter(decoded -> NestedUrl.is(decoded.text()));
            if (base64.isPresent()) {
                return Optional.of(nestedInBase64(base64.get(), value, level, depth));
            }
            Optional<Secret> person = persons.in(read);
            if (person.isPresent()) {
                return Optional.of(masked(person.get()));
            }
        }
        boolean deeper = levels.size() > Encodings.LEVELS && !Encodings.levels(last(levels)).equals(List.of(last(levels)));
        return deeper ? Optional.of(masked(Secret.NESTED)) : Optional.empty();
    }

    private boolean isOwn(String read) {
        return NestedUrl.host(read).filter(ownHost).isPresent() && !read.contains("@");
    }

    /** A link, an address below a site's root, or parameters of their own. */
    private static boolean isParameters(String read) {
        boolean padding = read.indexOf('=') > 0 && read.substring(read.indexOf('=')).matches("=+");
        return NestedUrl.is(read) || read.indexOf('?') >= 0 || read.indexOf('=') > 0 && !padding || read.startsWith("/") || NestedUrl.inPath("/" + read) >= 0;
    }

    private String nested(String read, String written, int level, int depth) {
        if (depth >= DEEPEST) {
            return masked(Secret.NESTED);
        }
        if (NestedUrl.is(read)) {
            Optional<Secret> whole = wholeLink(read);
            if (whole.isPresent()) {
                return masked(whole.get());
            }
        }
        boolean link = NestedUrl.is(read) || read.indexOf('?') >= 0 || read.startsWith("/") || read.indexOf('=') < 0;
        String inside = link ? mask(read, depth + 1) : parameters(read, depth + 1);
        return inside.equals(read) ? written : Encodings.escaped(inside, level);
    }

    private String nestedInBase64(Encodings.Base64Text base64, String written, int level, int depth) {
        Optional<Secret> whole = depth >= DEEPEST ? Optional.of(Secret.NESTED) : wholeLink(base64.text());
        if (whole.isPresent()) {
            return masked(whole.get());
        }
        String inside = mask(base64.text(), depth + 1);
        return inside.equals(base64.text()) ? written : Encodings.escaped(base64.again(inside), level);
    }

    /** Links of which nothing may stay: to an own host, and to services whose path is the secret. */
    private Optional<Secret> wholeLink(String url) {
        return NestedUrl.host(url).filter(ownHost).map(own -> Secret.OWN_ADDRESS)
                .or(() -> services.serviceOf(url).map(UrlServices.Service::kind).map(UrlServices.Kind::secret));
    }

    /** Tokens that services issue, masked where they stand. */
    private String tokens(String value, List<String> levels) {
        String clean = TokenLook.masked(value, masked);
        if (!clean.equals(value)) {
            return clean;
        }
        return levels.stream().skip(1).anyMatch(level -> !TokenLook.masked(level, masked).equals(level)) ? UrlPrivacy.MASK : value;
    }

    private String masked(Secret kind) {
        masked.add(kind);
        return UrlPrivacy.MASK;
    }

    private static String last(List<String> levels) {
        return levels.get(levels.size() - 1);
    }
}
