package io.github.iocenrichment;

import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import io.github.iocenrichment.lint.Languages;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.language.simple.types.SimpleIllegalSyntaxException;
import org.apache.camel.spi.Language;
import org.apache.commons.lang3.exception.ExceptionUtils;

/** Camel's own compilers, with which the routes will be read. */
final class CamelLanguages implements Languages {
    private final CamelContext camel;

    CamelLanguages(CamelContext camel) {
        this.camel = camel;
    }

    @Override
    public Optional<String> fault(String language, String expression, boolean condition) {
        try {
            if (language.equals("jsonpath")) {
                // what does not begin so may be one of Camel's short forms, which it reads when it meets them; the others it hands on as they are
                if (expression.startsWith("$")) {
                    JsonPath.compile(expression);
                }
                return Optional.empty();
            }
            Language compiler = camel.resolveLanguage(language);
            if (condition) {
                compiler.createPredicate(expression).init(camel);
            } else {
                compiler.createExpression(expression).init(camel);
            }
            return Optional.empty();
        } catch (SimpleIllegalSyntaxException e) {
            return Optional.of(e.getMessage().lines().findFirst().orElse(""));
        } catch (InvalidPathException e) {
            return Optional.of(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        } catch (RuntimeCamelException | IllegalArgumentException e) {
            Throwable root = ExceptionUtils.getRootCause(e);
            return Optional.of(String.valueOf((root == null ? e : root).getMessage()).lines().findFirst().orElse(""));
        }
    }
}
