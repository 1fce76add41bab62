package io.github.iocenrichment.lint;

import java.util.Map;
import java.util.Set;

/**
 * What the product offers to its routes.
 *
 * @param beans     class of each bean by name
 * @param schemes   schemes of the product's own HTTP clients, each with the component that it is
 * @param settings  every effective value by name
 * @param indicator what the body of a look-up route is
 * @param variables names of variables that the program sets
 * @param names     headers and properties that Camel and the program know
 * @param languages the compilers of simple and jsonpath
 */
public record LintSubject(Map<String, Class<?>> beans, Map<String, String> schemes, Map<String, String> settings, Class<?> indicator, Set<String> variables,
                          Set<String> names, Languages languages) {
    public LintSubject {
        beans = Map.copyOf(beans);
        schemes = Map.copyOf(schemes);
        settings = Map.copyOf(settings);
        variables = Set.copyOf(variables);
        names = Set.copyOf(names);
    }
}
