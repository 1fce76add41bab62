package io.github.iocenrichment.routes;

import io.github.iocenrichment.routes.RouteLint.Fault;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether the beans and methods that routes name are there, with that number of arguments. */
final class BeanUse {
    private static final String IN_SIMPLE = "${bean:";
    private static final String CLASS = "#class:";
    private final Function<String, Class<?>> beans;

    /** @param beans class of the bean of that name, or null */
    BeanUse(Function<String, Class<?>> beans) {
        this.beans = beans;
    }

    /** @param call {@code name} or {@code name(argument, …)} */
    Optional<Fault> check(String bean, String call) {
        Class<?> type = beans.apply(bean);
        if (type == null) {
            return Optional.of(new Fault("names the bean '" + bean + "', which the product does not bind", "correct the name"));
        }
        int bracket = call.indexOf('(');
        String name = bracket < 0 ? call : call.substring(0, bracket);
        List<Method> methods = Arrays.stream(type.getMethods()).filter(method -> method.getName().equals(name)).toList();
        if (methods.isEmpty()) {
            return Optional.of(new Fault("calls '" + bean + "." + name + "', which is not there", "it has " + names(type)));
        }
        int given = bracket < 0 ? -1 : arguments(call.substring(bracket + 1, call.lastIndexOf(')') < 0 ? call.length() : call.lastIndexOf(')')));
        boolean fits = methods.stream().anyMatch(method -> given < 0 ? method.getParameterCount() < 2 : method.getParameterCount() == given);
        return fits ? Optional.empty() : Optional.of(new Fault("calls '" + bean + "." + name + "' with " + (given < 0 ? "no" : given) + " argument(s)",
                "it takes " + methods.stream().map(method -> String.valueOf(method.getParameterCount())).sorted().collect(Collectors.joining(" or "))));
    }

    /** A bean or class named by itself, such as an aggregation strategy; empty for none. */
    Optional<Fault> checkRef(String ref) {
        if (ref.startsWith(CLASS)) {
            try {
                Class.forName(ref.substring(CLASS.length()));
                return Optional.empty();
            } catch (ClassNotFoundException e) {
                return Optional.of(new Fault("names the class '" + ref.substring(CLASS.length()) + "', which is not there", "correct the name"));
            }
        }
        String name = ref.startsWith("#bean:") ? ref.substring("#bean:".length()) : ref.startsWith("#") ? ref.substring(1) : ref;
        return name.isEmpty() || beans.apply(name) != null ? Optional.empty()
                : Optional.of(new Fault("names '" + name + "', which the product does not bind", "correct the name"));
    }

    /** Every <code>${bean:NAME?method=CALL}</code> in a text. */
    List<Fault> checkSimple(String text) {
        List<Fault> faults = new ArrayList<>();
        for (int start = text.indexOf(IN_SIMPLE); start >= 0; start = text.indexOf(IN_SIMPLE, start + 1)) {
            int end = closing(text, start + 2);
            String use = text.substring(start + IN_SIMPLE.length(), end);
            int query = use.indexOf("?method=");
            if (query < 0) {
                faults.add(new Fault("writes '${bean:" + use + "}' without a method", "write ${bean:NAME?method=CALL}"));
            } else {
                check(use.substring(0, query), use.substring(query + "?method=".length())).ifPresent(faults::add);
            }
        }
        return faults;
    }

    /** Where the brace that stands before {@code from} closes. */
    private static int closing(String text, int from) {
        int depth = 1;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return text.length();
    }

    /** How many arguments a text holds: commas inside brackets and quotes part nothing. */
    static int arguments(String text) {
        if (text.isBlank()) {
            return 0;
        }
        int count = 1;
        int depth = 0;
        char quote = 0;
        for (char c : text.toCharArray()) {
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '(' || c == '{' || c == '[') {
                depth++;
            } else if (c == ')' || c == '}' || c == ']') {
                depth--;
            } else if (c == ',' && depth == 0) {
                count++;
            }
        }
        return count;
    }

    private static String names(Class<?> type) {
        return Arrays.stream(type.getMethods()).filter(method -> method.getDeclaringClass() != Object.class).map(Method::getName).distinct().sorted()
                .collect(Collectors.joining(", "));
    }
}
