package io.github.iocenrichment.report;

import freemarker.core.CommonMarkupOutputFormat;
import freemarker.core.CommonTemplateMarkupOutputModel;
import freemarker.template.TemplateModelException;
import java.io.IOException;
import java.io.Writer;

/** FreeMarker's output format of the plain templates: values lose their angle brackets, see {@link SafeText#withoutBrackets}. */
final class PlainNoteFormat extends CommonMarkupOutputFormat<PlainNoteFormat.PlainOutput> {
    static final PlainNoteFormat INSTANCE = new PlainNoteFormat();

    private PlainNoteFormat() {
    }

    @Override
    public String getName() {
        return "plainNote";
    }

    @Override
    public String getMimeType() {
        return "text/plain";
    }

    @Override
    public void output(String text, Writer out) throws IOException, TemplateModelException {
        out.write(escapePlainText(text));
    }

    @Override
    public String escapePlainText(String text) {
        return SafeText.withoutBrackets(text);
    }

    @Override
    public boolean isLegacyBuiltInBypassed(String builtIn) {
        return false;
    }

    @Override
    protected PlainOutput newTemplateMarkupOutputModel(String plain, String markup) {
        return new PlainOutput(plain, markup);
    }

    /** Text that is already safe for a plain note. */
    static final class PlainOutput extends CommonTemplateMarkupOutputModel<PlainOutput> {
        private PlainOutput(String plain, String markup) {
            super(plain, markup);
        }

        @Override
        public PlainNoteFormat getOutputFormat() {
            return INSTANCE;
        }
    }
}
