package io.github.iocenrichment.lint;

import io.github.iocenrichment.settings.NearestName;
import io.github.iocenrichment.yaml.YamlNode;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether the beans and methods that routes name are there, and take that number of arguments. */
final class BeanCheck {
    private static final String CLASS = "#class:";
    private final Map<String, Class<?>> beans;
    private final Complaints complaints;

    BeanCheck(Map<String, Class<?>> beans, Complaints complaints) {
        this.beans = new TreeMap<>(beans);
        this.complaints = complaints;
    }

    /** Takes a bean that a route file defines itself; its class may be unknown. */
    void add(String name, Class<?> type) {
        beans.putIfAbsent(name, type);
    }

    /** The call of a step that names bean and method. */
    Optional<Type> call(Place place, YamlNode step, String bean) {
        if (bean.isEmpty() && step.at("beanType").text().isEmpty()) {
            complaints.add(place, step.line(), "calls no bean", "name it with 'ref'");
            return Optional.empty();
        }
        if (bean.isEmpty()) {
            return Optional.empty();
        }
        boolean known = beans.containsKey(bean);
        if (known && step.at("method").text().isBlank() && beans.get(bean) != Object.class && names(beans.get(bean)).size() > 1) {
            complaints.add(place, step.lineOf("ref"), "calls no method of the bean " + bean, "name one with 'method'; it has "
                    + String.join(", ", names(beans.get(bean))));
            return Optional.empty();
        }
        return call(place, step.lineOf(known ? "method" : "ref"), bean, step.at("method").text());
    }

    /**
     * @param call {@code name} or {@code name(argument, …)}; empty where Camel chooses the method
     * @return what the method gives back, where that is known
     */
    Optional<Type> call(Place place, int line, String bean, String call) {
        if (bean.contains("{{") || bean.contains("${")) {
            return Optional.empty();
        }
        if (!beans.containsKey(bean)) {
            unknown(place, line, "bean", bean);
            return Optional.empty();
        }
        Class<?> type = beans.get(bean);
        if (type == Object.class || call.isBlank() || SimpleText.isUnclosed(call)) {
            return Optional.empty();
        }
        String name = SimpleText.name(call);
        List<Method> methods = Arrays.stream(type.getMethods()).filter(method -> method.getName().equals(name)).toList();
        if (methods.isEmpty()) {
            complaints.add(place, line, "the bean " + bean + " has no method '" + name + "'",
                    NearestName.remedy(name, names(type), "it has " + String.join(", ", names(type))));
            return Optional.empty();
        }
        Optional<List<String>> given = SimpleText.arguments(call);
        List<Method> fitting = methods.stream().filter(method -> given.isEmpty() ? method.getParameterCount() < 2
                : method.getParameterCount() == given.get().size() || method.isVarArgs()).toList();
        if (fitting.isEmpty()) {
            complaints.add(place, line, bean + "." + name + " is called with " + given.map(List::size).map(count -> count == 0 ? "no" : String.valueOf(count))
                    .orElse("no") + (given.map(List::size).orElse(0) == 1 ? " argument" : " arguments"), "it takes " + signatures(methods));
            return Optional.empty();
        }
        return fitting.stream().map(Method::getGenericReturnType).distinct().count() == 1 ? Optional.of(fitting.get(0).getGenericReturnType())
                : Optional.empty();
    }

    /** A bean or class named by itself, such as an aggregation strategy, a thread pool or a circuit breaker's configuration; nothing for none. */
    void reference(Place place, int line, String kind, String ref) {
        if (ref.startsWith(CLASS)) {
            String name = ref.substring(CLASS.length()).replaceAll("\\(.*", "");
            try {
                // with what lies in lib/
                Class.forName(name, false, Thread.currentThread().getContextClassLoader());
            } catch (ClassNotFoundException e) {
                complaints.add(place, line, "no class " + name, "correct the name, or put its jar beside the program");
            }
            return;
        }
        String name = ref.startsWith("#bean:") ? ref.substring("#bean:".length()) : ref.startsWith("#") ? ref.substring(1) : ref;
        if (!name.isEmpty() && !name.contains("{{") && !name.startsWith("type:") && !beans.containsKey(name)) {
            unknown(place, line, kind, name);
        }
    }

    private void unknown(Place place, int line, String kind, String name) {
        complaints.add(place, line, "no " + kind + " '" + name + "'", NearestName.remedy(name, beans.keySet(), "docs/beans.md lists all of them"));
    }

    private static Set<String> names(Class<?> type) {
        return Arrays.stream(type.getMethods()).filter(method -> method.getDeclaringClass() != Object.class).map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@code 2: (lookUp, body)}. */
    private static String signatures(List<Method> methods) {
        return methods.stream().map(method -> method.getParameterCount() + (method.getParameterCount() == 0 ? "" : ": (" + Arrays.stream(method.getParameters())
                .map(java.lang.reflect.Parameter::getName).collect(Collectors.joining(", ")) + ")")).sorted().distinct().collect(Collectors.joining(" or "));
    }
}
