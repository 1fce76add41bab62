package io.github.iocenrichment.lint;

import java.util.Optional;

/** The compilers of the expressions that routes hold. */
@FunctionalInterface
public interface Languages {
    /**
     * What is wrong with an expression.
     *
     * @param language  {@code simple} or {@code jsonpath}
     * @param condition whether it is to say yes or no
     * @return the compiler's first line; empty when it compiles
     */
    Optional<String> fault(String language, String expression, boolean condition);
}
