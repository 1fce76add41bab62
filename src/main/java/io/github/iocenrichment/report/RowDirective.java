package io.github.iocenrichment.report;

import freemarker.core.Environment;
import freemarker.template.TemplateBooleanModel;
import freemarker.template.TemplateDirectiveBody;
import freemarker.template.TemplateDirectiveModel;
import freemarker.template.TemplateException;
import freemarker.template.TemplateModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code <@row>…</@row>} in a template: what stands inside belongs together and is never torn apart when a long note is split.
 * {@code <@row gap=true>} puts an empty line before it.
 */
final class RowDirective implements TemplateDirectiveModel {
    /** Ends a row. No value can forge it: control characters are removed from all of them. */
    private static final char BORDER = '\u001E';

    /** Far above what bounded values can come to. */
    private static final int ROW_MAX = 200_000;

    @Override
    public void execute(Environment env, @SuppressWarnings("rawtypes") Map params, TemplateModel[] loopVars, @Nullable TemplateDirectiveBody body)
            throws TemplateException, IOException {
        if (body == null) {
            return;
        }
        BoundedWriter row = new BoundedWriter(ROW_MAX);
        body.render(row);
        String text = row.toString().strip().isEmpty() ? "" : withoutOuterBreaks(row.toString());
        if (!text.isEmpty()) {
            boolean gap = params.get("gap") instanceof TemplateBooleanModel wanted && wanted.getAsBoolean();
            env.getOut().write((gap ? "\n" : "") + text + BORDER);
        }
    }

    /** The rows of a rendered template. */
    static List<String> split(String rendered) {
        List<String> rows = new ArrayList<>();
        for (String piece : rendered.split(String.valueOf(BORDER))) {
            boolean gap = piece.startsWith("\n") && piece.length() > 1;
            String text = withoutOuterBreaks(piece);
            if (!text.isBlank()) {
                rows.add(gap && !rows.isEmpty() ? "\n" + text : text);
            }
        }
        return rows;
    }

    private static String withoutOuterBreaks(String text) {
        String unix = text.replace("\r\n", "\n");
        int start = 0;
        for (int i = 0; i < unix.length() && Character.isWhitespace(unix.charAt(i)); i++) {
            if (unix.charAt(i) == '\n') {
                start = i + 1;
            }
        }
        return unix.substring(start).stripTrailing();
    }
}
