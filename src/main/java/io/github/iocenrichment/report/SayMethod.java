package io.github.iocenrichment.report;

import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateNumberModel;
import freemarker.template.TemplateScalarModel;
import java.util.List;

/** {@code say("found.more", "count", f.morePlaces)} in a template: a message with its values, as text that is escaped like any other. */
final class SayMethod implements TemplateMethodModelEx {
    private final Messages messages;

    SayMethod(Messages messages) {
        this.messages = messages;
    }

    @Override
    public Object exec(@SuppressWarnings("rawtypes") List arguments) throws TemplateModelException {
        if (arguments.size() % 2 == 0 || !(arguments.get(0) instanceof TemplateScalarModel key)) {
            throw new TemplateModelException("say needs a key, then names and values in turn");
        }
        Object[] values = new Object[arguments.size() - 1];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(arguments.get(i + 1));
        }
        try {
            return messages.say(key.getAsString(), values);
        } catch (IllegalArgumentException unknown) {
            throw new TemplateModelException(unknown.getMessage());
        }
    }

    private static Object value(Object argument) throws TemplateModelException {
        if (argument instanceof TemplateNumberModel number) {
            return number.getAsNumber();
        }
        if (argument instanceof TemplateScalarModel text) {
            return text.getAsString();
        }
        throw new TemplateModelException("say takes texts and numbers only");
    }
}
