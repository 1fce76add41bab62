package io.github.iocenrichment.report;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import freemarker.core.CommonMarkupOutputFormat;
import freemarker.core.CommonTemplateMarkupOutputModel;
import freemarker.template.TemplateModelException;
import java.io.IOException;
import java.io.Writer;

/** FreeMarker's output format of templates that write JSON: a value stands within quotes and can neither end them nor add anything behind. */
final class JsonTextFormat extends CommonMarkupOutputFormat<JsonTextFormat.JsonOutput> {
    static final JsonTextFormat INSTANCE = new JsonTextFormat();

    private JsonTextFormat() {
    }

    @Override
    public String getName() {
        return "jsonText";
    }

    @Override
    public String getMimeType() {
        return "application/json";
    }

    @Override
    public void output(String text, Writer out) throws IOException, TemplateModelException {
        out.write(escapePlainText(text));
    }

    @Override
    public String escapePlainText(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    @Override
    public boolean isLegacyBuiltInBypassed(String builtIn) {
        return false;
    }

    @Override
    protected JsonOutput newTemplateMarkupOutputModel(String plain, String markup) {
        return new JsonOutput(plain, markup);
    }

    /** Text that may stand within quotes as it is. */
    static final class JsonOutput extends CommonTemplateMarkupOutputModel<JsonOutput> {
        private JsonOutput(String plain, String markup) {
            super(plain, markup);
        }

        @Override
        public JsonTextFormat getOutputFormat() {
            return INSTANCE;
        }
    }
}
