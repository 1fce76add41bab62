package io.github.iocenrichment.indicator;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the indicators in a text, by the rules of {@code docs/extraction.md}. Holds no state between texts and may be shared by threads.
 * The work grows linearly with the length of the text.
 */
public final class IndicatorExtractor {
    private static final String SAMPLE = "https://example.org/a?b=1 203.0.113.7:443 jo@example.org MD5=1e7c0d5fa24b8396e05d7b11c9a8f432 CVE-2022-30190";

    private static final int MOST_LAYERS = 3;

    private final Supplier<ExtractionRules> rules;

    public IndicatorExtractor(ExtractionRules rules) {
        this(() -> rules);
    }

    /** Asks for the rules anew for each text, so that they may be edited while the program runs. */
    public IndicatorExtractor(Supplier<ExtractionRules> rules) {
        this.rules = Objects.requireNonNull(rules);
    }

    /**
     * Finds every indicator in one text. {@link Indicator#enrichable()} is decided by address range alone; own domains and the allow-list
     * are {@link IndicatorPolicy}'s.
     *
     * @param text   the text; null counts as empty
     * @param kind   how to read it
     * @param source the ticket field or the attachment's name, for {@link Place#source()}
     * @param path   the way inside that source, for {@link Place#path()}
     * @return each indicator once, in reading order
     */
    public List<Indicator> extract(String text, ContentKind kind, String source, String path) {
        IndicatorCollection all = IndicatorCollection.unlimited();
        extract(text, kind, source, path, all);
        return all.indicators();
    }

    /**
     * Finds the indicators in one text and adds them to a collection, within its limits: for one that it only counts, nothing else is made.
     *
     * @param text       the text; null counts as empty
     * @param kind       how to read it
     * @param source     the ticket field or the attachment's name, for {@link Place#source()}
     * @param path       the way inside that source, for {@link Place#path()}
     * @param collection what the indicators are added to, behind those that it has already
     */
    public void extract(@Nullable String text, ContentKind kind, String source, String path, IndicatorCollection collection) {
        if (text == null || text.isEmpty()) {
            return;
        }
        List<PastedMail.Section> sections = kind == ContentKind.PLAIN ? PastedMail.sections(text) : List.of();
        for (PastedMail.Section section : sections) {
            scan(section.text(), section.kind(), new Findings(collection, source, path, true));
        }
        if (sections.isEmpty()) {
            scan(text, kind, new Findings(collection, source, path, kind == ContentKind.HTML));
        }
    }

    /** Loads in the background what the first text would have to wait for: the lists, the rules' class and the readers. */
    public static void prepare() {
        Thread loader = new Thread(() -> new IndicatorExtractor(ExtractionRules.builtIn()).extract(SAMPLE, ContentKind.PLAIN, "", ""), "load-extraction");
        loader.setDaemon(true);
        loader.start();
    }

    /** How many characters were looked at to read a text: the measure of work. */
    long steps(String text, ContentKind kind) {
        return scan(text, kind, new Findings(IndicatorCollection.unlimited(), "", "", false));
    }

    private long scan(String text, ContentKind kind, Findings findings) {
        return scan(text, kind, findings, new DecodingLimits(findings::unread), 0);
    }

    private long scan(String text, ContentKind kind, Findings findings, DecodingLimits limits, int depth) {
        ExtractionRules current = rules.get();
        if (kind != ContentKind.HTML) {
            String written = LiteralOperations.undone(ScriptText.lists(CommandCarets.undone(EventEscapes.undone(EscapedMarkup.undone(text)))));
            // a script that came as a text of its own
            if (!ScriptText.mayDecode(written)) {
                return scan(written, current, findings, false) + codes(DrawnCodes.in(written, limits), current, findings);
            }
            List<String> layers = ScriptText.decoded(ScriptText.joined(written), limits);
            return scan(ScriptText.withoutDecoded(written), current, findings, false) + layers(layers, findings, limits, depth);
        }
        HtmlText.Layout layout = HtmlText.of(text, limits);
        long steps = scan(layout.readable(), current, findings, false) + scan(layout.script(), current, findings, true)
                + codes(layout.codes(), current, findings);
        return steps + layers(EncodedCommands.decoded(layout.readable(), limits), findings, limits, depth);
    }

    /** Reads what was encoded in a text, each as a text of its own. */
    private long layers(List<String> layers, Findings findings, DecodingLimits limits, int depth) {
        if (depth == MOST_LAYERS) {
            if (!layers.isEmpty()) {
                limits.unread("commands and scripts encoded more than " + MOST_LAYERS + " times were not read");
            }
            return 0;
        }
        return layers.stream().mapToLong(layer -> scan(layer, ContentGuess.of(null, layer), findings, limits, depth + 1)).sum();
    }

    /** What drawn codes say. */
    private static long codes(Set<String> codes, ExtractionRules rules, Findings findings) {
        return codes.stream().mapToLong(code -> scan(code, rules, findings.inside("QR code"), false)).sum();
    }

    private static long scan(String text, ExtractionRules rules, Findings findings, boolean script) {
        if (text.isEmpty()) {
            return 0;
        }
        Scan scan = new Scan(Refanger.refang(text), rules, findings, 0, null, script);
        scan.run();
        return scan.steps + text.length();
    }
}
