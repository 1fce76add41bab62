package io.github.iocenrichment.console;

import io.github.iocenrichment.enrich.IncidentIndex;
import io.github.iocenrichment.indicator.ContentKind;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorExtractor;
import io.github.iocenrichment.store.SearchStore;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What somebody looks for, as the address of the page says it. */
record SearchForm(Map<String, String> given, List<String> terms, @Nullable String number, @Nullable String stage, @Nullable Instant from, @Nullable Instant to,
                  SearchStore.@Nullable Position after, @Nullable String problem) {
    static final List<String> NAMES = List.of("q", "verdict", "source", "state", "stage", "from", "to");
    private static final Pattern NUMBER = Pattern.compile("(?i)(?:inc)?[ -]?(\\d{1,18})");
    private static final int QUERY_MAX = 2000;
    private static final int WORD_MAX = 40;

    /** @param parameters of the request, by name; others are passed over */
    static SearchForm of(Map<String, ?> parameters, IndicatorExtractor extractor) {
        Map<String, String> given = new LinkedHashMap<>();
        NAMES.forEach(name -> text(parameters, name).ifPresent(value -> given.put(name, value)));
        boolean tooLong = given.entrySet().removeIf(one -> one.getValue().length() > (one.getKey().equals("q") ? QUERY_MAX : WORD_MAX));
        List<String> terms = new ArrayList<>();
        String query = given.getOrDefault("q", "");
        Matcher number = NUMBER.matcher(query);
        boolean isNumber = number.matches();
        if (!isNumber && !query.isEmpty()) {
            terms.addAll(terms(query, extractor));
        }
        if (given.containsKey("verdict")) {
            terms.add(SearchStore.term(IncidentIndex.VERDICT, given.get("verdict").toLowerCase(Locale.ROOT)));
        }
        if (given.containsKey("source")) {
            terms.add(IncidentIndex.answer(given.get("source"), given.getOrDefault("state", "")));
        }
        String problem = tooLong ? "What is looked for may have " + QUERY_MAX + " characters, a word of the other fields " + WORD_MAX + "."
                : given.containsKey("state") && !given.containsKey("source") ? "An answer's state is looked for together with its source: choose one." : null;
        Instant from = null;
        Instant to = null;
        SearchStore.Position after = null;
        try {
            from = given.containsKey("from") ? day(given.get("from")) : null;
            to = given.containsKey("to") ? day(given.get("to")).plusSeconds(86_400) : null;
            after = text(parameters, "after").map(SearchForm::position).orElse(null);
        } catch (DateTimeException | IllegalArgumentException e) {
            problem = "A day is written as 2026-11-23.";
        }
        return new SearchForm(given, terms, isNumber ? number.group(1) : null, given.get("stage"), from, to, after, problem);
    }

    private static Optional<String> text(Map<String, ?> parameters, String name) {
        return Optional.ofNullable(parameters.get(name)).map(value -> value.toString().strip()).filter(text -> !text.isEmpty());
    }

    /** An indicator in whichever form is looked for as such; anything else by its words. */
    private static List<String> terms(String query, IndicatorExtractor extractor) {
        List<Indicator> found = extractor.extract(query, ContentKind.PLAIN, "Subject", "");
        // of a URL its host is found as well: who looks for a URL means the URL
        boolean isOne = !query.contains(" ") && !found.isEmpty();
        if (isOne) {
            return List.of(IncidentIndex.indicator(found.get(0).value()));
        }
        return found.isEmpty() ? IncidentIndex.words(query) : found.stream().map(Indicator::value).map(IncidentIndex::indicator).distinct().toList();
    }

    private static Instant day(String text) {
        return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static SearchStore.Position position(String text) {
        int bar = text.indexOf('~');
        if (bar < 0) {
            throw new IllegalArgumentException("no position");
        }
        return new SearchStore.Position(Instant.parse(text.substring(0, bar)), text.substring(bar + 1));
    }

    SearchStore.Criteria criteria(int limit) {
        return new SearchStore.Criteria(terms, number, stage, from, to, after, limit);
    }

    /** Something that cannot be looked for, or a query that holds nothing that could be found. */
    boolean findsNothing() {
        return problem != null || given.containsKey("q") && number == null && terms.isEmpty();
    }

    /** Whether only words of subjects are looked for, on the first page. */
    boolean isAboutWords() {
        return given.size() == 1 && given.containsKey("q") && number == null && after == null && terms.stream()
                .allMatch(term -> term.startsWith(IncidentIndex.WORD + "|"));
    }

    /** The part of the address behind the question mark. */
    String address(SearchStore.@Nullable Position next) {
        Stream<String> own = given.entrySet().stream().map(one -> one.getKey() + "=" + encoded(one.getValue()));
        return Stream.concat(own, next == null ? Stream.empty() : Stream.of("after=" + encoded(next.at() + "~" + next.recId())))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
