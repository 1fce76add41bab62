package io.github.iocenrichment.indicator;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/** Lays out HTML as plain text: what readers see, and on lines of their own the attributes that carry links. */
final class HtmlText {
    private static final int MAX_NESTING = 3;
    /** An element takes about 150 bytes; a page of half a million characters has some ten thousand. */
    private static final int MOST_ELEMENTS = 60_000;
    private static final Set<String> LINKS = Set.of("href", "src", "action", "formaction", "data", "poster", "background", "cite", "longdesc", "ping", "srcset",
            "imagesrcset", "originalsrc", "xlink:href", "lowsrc", "dynsrc", "codebase", "archive", "manifest", "icon", "url",
            "data-src", "data-href", "data-url");
    private static final Set<String> WORDS = Set.of("content", "value", "alt", "title", "placeholder", "label", "summary", "aria-label", "download");
    private static final Set<String> BOILERPLATE = Set.of("style", "class", "id", "itemtype", "itemid", "itemprop", "vocab", "prefix", "profile", "typeof",
            "property", "name", "data-saferedirecturl", "shash", "lang", "xmlns", "about", "resource");

    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{32,128}");
    private static final Pattern REFERENCE = Pattern.compile("&(?:amp|lt|gt|quot|apos|nbsp|#\\d{1,7}|#[xX][0-9A-Fa-f]{1,6});");
    private static final Pattern TAG = Pattern.compile("<[A-Za-z!/]");

    private final StringBuilder text;
    private final StringBuilder script;
    private final StringBuilder pending = new StringBuilder();
    private final Set<String> codes;
    private final int nesting;
    private final DecodingLimits limits;
    private boolean based;

    private HtmlText(StringBuilder text, StringBuilder script, Set<String> codes, int nesting, DecodingLimits limits) {
        this.text = text;
        this.script = script;
        this.codes = codes;
        this.nesting = nesting;
        this.limits = limits;
    }

    /**
     * What an HTML text says.
     *
     * @param readable text and link attributes
     * @param script   program text
     * @param codes    what QR codes say that are drawn as tables or with characters
     */
    record Layout(String readable, String script, Set<String> codes) {
    }

    static Layout of(String html, DecodingLimits limits) {
        StringBuilder text = new StringBuilder(html.length());
        StringBuilder script = new StringBuilder();
        Set<String> codes = new LinkedHashSet<>();
        new HtmlText(text, script, codes, 0, limits).read(html);
        codes.addAll(DrawnCodes.in(text.toString(), limits));
        return new Layout(text.toString(), script.toString(), codes);
    }

    private void read(String html) {
        Document document = parsed(withoutFalseTags(html));
        if (document == null) {
            text.append(TagStripping.of(html)).append('\n');
            return;
        }
        based = document.selectFirst("base[href]") != null;
        document.traverse(new NodeVisitor() {
            @Override
            public void head(Node node, int level) {
                enter(node);
            }

            @Override
            public void tail(Node node, int level) {
                if (node instanceof Element element) {
                    separate(element);
                }
            }
        });
        flush();
        codes.addAll(TableCodes.in(document, limits));
        int open = html.lastIndexOf('<');
        if (open >= 0 && html.indexOf('>', open) < 0) {
            // a tag that the end cut off: the parser leaves it out, and what it links to with it
            text.append('\n').append(html, open + 1, html.length());
        }
    }

    /** The tree; null when it would be too large: a few characters of markup can stand for a dozen elements. */
    private static @Nullable Document parsed(String html) {
        try (StreamParser parser = new StreamParser(Parser.htmlParser()).parse(html, "")) {
            int count = 0;
            for (Iterator<Element> elements = parser.iterator(); elements.hasNext(); elements.next()) {
                count++;
                if (count > MOST_ELEMENTS) {
                    return null;
                }
            }
            return parser.document();
        }
    }

    private void enter(Node node) {
        if (node instanceof Element element) {
            separate(element);
            attributes(element);
        } else if (node instanceof TextNode words) {
            text.append(unescapedAgain(words.getWholeText()));
        } else if (node instanceof DataNode data) {
            data(data);
        } else if (node instanceof Comment comment) {
            comment(comment.getData());
        }
    }

    private void data(DataNode data) {
        Node parent = data.parent();
        String tag = parent == null ? "" : parent.nodeName();
        if (tag.equals("script")) {
            script(data.getWholeData());
        } else if (!tag.equals("style")) {
            nested(data.getWholeData());
        }
    }

    private void comment(String data) {
        if (data.indexOf('<') >= 0) {
            nested(data);
        } else {
            pending.append(data).append('\n');
        }
    }

    private void script(String code) {
        String joined = LiteralOperations.undone(ScriptText.joined(code));
        script.append(joined).append('\n');
        ScriptText.decoded(joined, limits).forEach(this::decoded);
    }

    /** What a script decodes: a page, another script, or a text. */
    private void decoded(String what) {
        if (TAG.matcher(what).find()) {
            nested(what);
        } else if (what.indexOf('(') >= 0 || what.indexOf('=') >= 0 && what.indexOf(';') >= 0) {
            within(inner -> inner.script(what));
        } else {
            text.append('\n').append(what).append('\n');
        }
    }

    /** Source of a page that is shown as text has its references escaped once more. */
    private static String unescapedAgain(String words) {
        return words.indexOf('&') >= 0 && REFERENCE.matcher(words).find() ? Parser.unescapeEntities(words, false) : words;
    }

    private void nested(String html) {
        text.append('\n');
        within(inner -> inner.read(html));
    }

    /** Reads what is nested here, unless that is too deep. */
    private void within(Consumer<HtmlText> reading) {
        if (nesting < MAX_NESTING) {
            reading.accept(new HtmlText(text, script, codes, nesting + 1, limits));
        } else {
            limits.unread("pages and scripts nested deeper than " + MAX_NESTING + " levels were not read");
        }
    }

    private void separate(Element element) {
        String tag = element.nodeName();
        if (tag.equals("td") || tag.equals("th")) {
            text.append('\t');
        } else if (element.isBlock() || tag.equals("br") || tag.equals("option") || tag.equals("textarea") || tag.equals("button") || tag.equals("title")) {
            text.append('\n');
            flush();
        } else if (tag.equals("img") || tag.equals("input") || tag.equals("select")) {
            text.append(' ');
        }
    }

    /** Attributes wait for the next line, so that they do not tear a word apart. */
    private void flush() {
        if (pending.length() > 0) {
            text.append('\n').append(pending);
            pending.setLength(0);
        }
    }

    private void attributes(Element element) {
        for (Attribute attribute : element.attributes()) {
            String name = attribute.getKey().toLowerCase(Locale.ROOT);
            String value = attribute.getValue();
            if (value == null || value.isBlank() || BOILERPLATE.contains(name) || name.startsWith("xmlns") || name.endsWith("schemalocation")) {
                continue;
            }
            String start = value.stripLeading().toLowerCase(Locale.ROOT);
            if (name.startsWith("on") || start.startsWith("javascript:") || start.startsWith("vbscript:")) {
                script(value);
            } else if (start.startsWith("data:") || start.startsWith("cid:") || start.startsWith("tel:")) {
                inlineData(value.strip());
            } else if (name.equals("srcdoc")) {
                nested(value);
            } else if (LINKS.contains(name)) {
                pending.append(link(element, attribute.getKey(), oneLine(value))).append('\n');
            } else if (WORDS.contains(name) || start.contains("://") || start.startsWith("//")) {
                pending.append(label(element, value)).append(value).append('\n');
                int data = start.indexOf("url=data:");
                if (data >= 0) {
                    inlineData(value.stripLeading().substring(data + 4).strip());
                }
            }
        }
    }

    /** What a field or a property calls a value of hex digits: the token of a form is no hash. */
    private static String label(Element element, String value) {
        String name = value.length() < 32 || !HEX.matcher(value).matches() ? "" : element.hasAttr("name") ? element.attr("name") : element.id();
        return name.isEmpty() || name.length() > 60 ? "" : name + ": ";
    }

    /** A link as browsers read it: with a scheme of its own, or below the base that the page names. */
    private String link(Element element, String attribute, String value) {
        if (attribute.endsWith("srcset") || attribute.equals("ping") || attribute.equals("archive")) {
            return value;
        }
        String absolute = WrittenLink.absolute(value);
        boolean resolved = based && (absolute == null ? value.indexOf(':') < 0 : value.startsWith("//"));
        if (resolved) {
            return element.absUrl(attribute);
        }
        return absolute != null ? absolute : value;
    }

    /** A {@code data:} URL of a text kind holds a page, a picture in SVG or a text of its own. */
    private void inlineData(String url) {
        DataUrl data = DataUrl.of(url);
        if (data == null) {
            return;
        }
        if (data.isScript()) {
            within(inner -> inner.script(data.text()));
        } else if (data.isMarkup() || TAG.matcher(data.text()).find()) {
            nested(data.text());
        } else {
            text.append('\n').append(data.text()).append('\n');
        }
    }

    /** Browsers drop line breaks and tabs inside a link. */
    private static String oneLine(String value) {
        return value.replace("\n", "").replace("\r", "").replace("\t", "").strip();
    }

    /** Keeps {@code <https://…>} and {@code <name@host>} as text: what follows a bracket is a tag only when it has the shape of one. */
    private static String withoutFalseTags(String html) {
        StringBuilder kept = new StringBuilder(html.length() + 64);
        int n = html.length();
        for (int i = 0; i < n; i++) {
            char c = html.charAt(i);
            if (c == '<' && !isTag(html, i)) {
                kept.append("&lt;");
            } else {
                // a cell outside a table is no cell to the parser, and its text would run into the next
                kept.append(c == '<' && i + 2 < n && (html.charAt(i + 1) | 32) == 't' && "dhr".indexOf(html.charAt(i + 2) | 32) >= 0 ? "\t<" : c);
            }
        }
        return kept.toString();
    }

    static boolean isTag(String html, int at) {
        int i = at + 1;
        char first = i < html.length() ? html.charAt(i) : 0;
        if (first == '!' || first == '?') {
            return true;
        }
        i += first == '/' ? 1 : 0;
        int from = i;
        while (i < html.length() && i - from < 40 && (html.charAt(i) < 128 && Chars.isAlnum(html.charAt(i)) || html.charAt(i) == ':' || html.charAt(i) == '-'
                || html.charAt(i) == '_')) {
            i++;
        }
        char next = i < html.length() ? html.charAt(i) : '>';
        if (next == '>' && i - from <= 3 && i - from >= 2 && (html.startsWith("dot", from) && i - from == 3 || html.startsWith("at", from) && i - from == 2)) {
            // defanged: example<dot>org
            return false;
        }
        boolean closed = next == '>' || next == '/' || next <= ' ';
        return i > from && closed && html.charAt(i - 1) != ':';
    }
}
