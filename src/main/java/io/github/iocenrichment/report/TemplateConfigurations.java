package io.github.iocenrichment.report;

import freemarker.cache.ClassTemplateLoader;
import freemarker.cache.ConditionalTemplateConfigurationFactory;
import freemarker.cache.FileNameGlobMatcher;
import freemarker.cache.FileTemplateLoader;
import freemarker.cache.MultiTemplateLoader;
import freemarker.cache.TemplateLoader;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.core.TemplateConfiguration;
import freemarker.template.Configuration;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TimeZone;

/** How FreeMarker runs templates: maps, lists and texts only, no class and no method, every value escaped for the form of the file. */
final class TemplateConfigurations {
    private TemplateConfigurations() {
    }

    /** Over the templates that travel in the program. */
    static Configuration builtIn(Messages messages) {
        return configuration(travelling(), messages);
    }

    /**
     * Over the files of a folder, and over what travels in the program where one is missing.
     *
     * @throws UncheckedIOException when the folder cannot be read
     */
    static Configuration edited(Path folder, Messages messages) {
        try {
            return configuration(new MultiTemplateLoader(new TemplateLoader[] {new FileTemplateLoader(folder.toFile()), travelling()}), messages);
        } catch (IOException e) {
            throw new UncheckedIOException("templates folder " + folder + " cannot be read", e);
        }
    }

    private static TemplateLoader travelling() {
        return new ClassTemplateLoader(Templates.class, Templates.BUILT_IN);
    }

    private static Configuration configuration(TemplateLoader loader, Messages messages) {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setTemplateLoader(loader);
        configuration.setDefaultEncoding("UTF-8");
        configuration.setLocale(Locale.ENGLISH);
        configuration.setTimeZone(TimeZone.getTimeZone("UTC"));
        configuration.setNumberFormat("computer");
        configuration.setDateTimeFormat("iso u");
        configuration.setDateFormat("iso u");
        configuration.setTimeFormat("iso u");
        configuration.setObjectWrapper(new SimpleObjectWrapper(Configuration.VERSION_2_3_34));
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setAPIBuiltinEnabled(false);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setWrapUncheckedExceptions(true);
        configuration.setLocalizedLookup(false);
        configuration.setTemplateUpdateDelayMilliseconds(Long.MAX_VALUE);
        configuration.setOutputFormat(PlainNoteFormat.INSTANCE);
        configuration.setAutoEscapingPolicy(Configuration.ENABLE_IF_SUPPORTED_AUTO_ESCAPING_POLICY);
        TemplateConfiguration html = new TemplateConfiguration();
        html.setOutputFormat(HTMLOutputFormat.INSTANCE);
        configuration.setTemplateConfigurations(new ConditionalTemplateConfigurationFactory(new FileNameGlobMatcher("*-html.ftl"), html));
        configuration.setSharedVariable("row", new RowDirective());
        configuration.setSharedVariable("say", new SayMethod(messages));
        return configuration;
    }
}
