package io.github.iocenrichment.docs;

import io.github.iocenrichment.docs.ClassSource.Method;
import io.github.iocenrichment.routes.ProductBeans;
import io.github.iocenrichment.task.HandOverCondition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.model.Resilience4jConfigurationDefinition;

/** The page {@code docs/beans.md}: the beans that the product binds, with the methods that routes may call. */
final class BeansPage {
    private static final String PRODUCT = "io.github.iocenrichment.";
    private static final String CAMEL = "org.apache.camel.";
    /** By which the component {@code task:} finds its database. */
    private static final Set<String> OF_COMPONENTS = Set.of("store", "store-control");
    /** What routes name as an option of a step, by the option. */
    private static final Map<String, Class<?>> OPTIONS = new TreeMap<>(Map.of("`aggregationStrategy`", AggregationStrategy.class,
            "`configuration` of `circuitBreaker`", Resilience4jConfigurationDefinition.class, "`executorService`", ExecutorService.class,
            "`onlyIf` of `task:`", HandOverCondition.class));
    private static final String INTRODUCTION = """
            # Beans

            <!-- Generated from the code by "make docs"; changes by hand are lost. -->

            The beans that routes may call, by name, and their public methods with what their Javadoc says first. A route calls them as a step
            (`bean: {ref: lookUps, method: "settle(${variable.lookUp}, ${variable.enrichment})"}`), as the expression `method`, or within a text as
            `${bean:NAME?method=CALL}`; `make lint` checks name, method and number of arguments. Those made for sources that are added by a route, with an
            example: [routes.md](routes.md#what-the-beans-offer-to-look-up-routes).
            """;

    private BeansPage() {
    }

    static String text() {
        try (ProductBeans beans = ProductBeans.bind()) {
            return text(beans.all());
        }
    }

    /** Class of each bean by name, for the lint, which does not make them. */
    static String table() {
        try (ProductBeans beans = ProductBeans.bind()) {
            StringBuilder table = new StringBuilder("# Generated from the code by \"make docs\": the class of each bean that the product binds, by name.\n");
            beans.all().forEach((name, bean) -> table.append(name + "=" + (bean instanceof ExecutorService ? ExecutorService.class
                    : bean.getClass()).getName() + "\n"));
            return table.toString();
        }
    }

    private static String text(Map<String, Object> bound) {
        Map<String, Class<?>> callable = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        bound.forEach((name, bean) -> {
            if (isCallable(bean.getClass()) && !OF_COMPONENTS.contains(name)) {
                callable.put(name, bean.getClass());
            }
        });
        StringBuilder page = new StringBuilder(INTRODUCTION).append("\n| Bean | Class | What it is |\n|---|---|---|\n");
        callable.forEach((name, type) -> page.append("| [`" + name + "`](#" + name.toLowerCase(Locale.ROOT) + ") | `" + type.getSimpleName() + "` | "
                + cell(ClassSource.of(type).sentence()) + " |\n"));
        page.append("\nNamed as the option of a step, without a method:\n\n| Name | Option |\n|---|---|\n");
        OPTIONS.forEach((option, type) -> bound.entrySet().stream().filter(bean -> type.isInstance(bean.getValue()))
                .forEach(bean -> page.append("| `" + bean.getKey() + "` | " + option + " |\n")));
        callable.forEach((name, type) -> page.append(section(name, type)));
        return page.toString();
    }

    /** Plain objects of the product; what implements a part of Camel is called by Camel alone, and an option by the step that names it. */
    private static boolean isCallable(Class<?> type) {
        return type.getName().startsWith(PRODUCT) && !type.isAnonymousClass() && OPTIONS.values().stream().noneMatch(option -> option.isAssignableFrom(type))
                && types(type).noneMatch(each -> each.getName().startsWith(CAMEL));
    }

    private static Stream<Class<?>> types(Class<?> type) {
        return type == null ? Stream.empty() : Stream.concat(Stream.concat(Stream.of(type), Arrays.stream(type.getInterfaces()).flatMap(BeansPage::types)),
                types(type.getSuperclass()));
    }

    private static String section(String name, Class<?> type) {
        StringBuilder section = new StringBuilder("\n## " + name + "\n\n| Method | Returns | What it does |\n|---|---|---|\n");
        for (Method method : methods(type)) {
            section.append("| `" + method.signature() + "` | `" + method.returns() + "` | " + cell(method.sentence()) + " |\n");
        }
        return section.toString();
    }

    /** Its own and those it inherits within the product. */
    private static List<Method> methods(Class<?> bean) {
        List<Method> methods = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Class<?> type = bean; type.getName().startsWith(PRODUCT); type = type.getSuperclass()) {
            ClassSource.of(type).methods().stream().filter(method -> seen.add(method.signature())).forEach(methods::add);
        }
        return methods;
    }

    private static String cell(String words) {
        return words.replace("|", "\\|");
    }
}
