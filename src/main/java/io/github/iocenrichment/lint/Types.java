package io.github.iocenrichment.lint;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a path such as {@code type.label} leads to, by the getters of the classes on the way. */
final class Types {
    private static final Pattern PART = Pattern.compile("\\G\\??\\.([A-Za-z_][A-Za-z0-9_]*)(\\(\\))?");

    private Types() {
    }

    /**
     * Where a path ended.
     *
     * @param type    of what it leads to; empty when that is not known
     * @param missing part of the path that is not there; empty when all are
     * @param getters what could be meant, when a part is missing
     */
    record Target(Optional<Type> type, String missing, Set<String> getters, String owner) {
        static final Target UNKNOWN = new Target(Optional.empty(), "", Set.of(), "");
    }

    /** Follows {@code .type.label} from a value; an index, an argument or a map ends what can be known. */
    static Target follow(Type from, String path) {
        Type at = from;
        Matcher part = PART.matcher(path);
        int end = 0;
        while (part.find()) {
            Class<?> type = raw(at);
            if (type == null || type == Object.class || Map.class.isAssignableFrom(type)) {
                return Target.UNKNOWN;
            }
            Optional<Method> getter = getter(type, part.group(1));
            if (getter.isEmpty()) {
                if (Collection.class.isAssignableFrom(type) || type.isArray() || part.end() < path.length() && path.charAt(part.end()) == '(') {
                    return Target.UNKNOWN;
                }
                return new Target(Optional.empty(), part.group(1), getters(type), type.getSimpleName());
            }
            at = getter.get().getGenericReturnType();
            end = part.end();
        }
        return end == path.length() ? new Target(Optional.of(at), "", Set.of(), "") : Target.UNKNOWN;
    }

    /** Of what a collection holds. */
    static Optional<Type> element(Type type) {
        return type instanceof ParameterizedType generic && Collection.class.isAssignableFrom(raw(type)) && raw(generic.getActualTypeArguments()[0]) != null
                ? Optional.of(generic.getActualTypeArguments()[0]) : Optional.empty();
    }

    private static Optional<Method> getter(Class<?> type, String name) {
        String capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        List<String> names = List.of(name, "get" + capital, "is" + capital);
        for (Class<?> one = type; one != null; one = one.getSuperclass()) {
            Optional<Method> found = Arrays.stream(one.getDeclaredMethods()).filter(method -> isGetter(method) && names.contains(method.getName())).findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Arrays.stream(type.getMethods()).filter(method -> isGetter(method) && names.contains(method.getName())).findFirst();
    }

    private static boolean isGetter(Method method) {
        return method.getParameterCount() == 0 && method.getReturnType() != void.class && !Modifier.isStatic(method.getModifiers()) && !method.isSynthetic();
    }

    /** What a route can ask of a value. */
    private static Set<String> getters(Class<?> type) {
        Set<String> names = new TreeSet<>();
        for (Method method : type.getMethods()) {
            if (isGetter(method) && method.getDeclaringClass() != Object.class) {
                String name = method.getName().replaceFirst("^(get|is)(?=[A-Z])", "");
                names.add(Character.toLowerCase(name.charAt(0)) + name.substring(1));
            }
        }
        return names;
    }

    static @Nullable Class<?> raw(Type type) {
        return type instanceof Class<?> plain ? plain : type instanceof ParameterizedType generic ? raw(generic.getRawType()) : null;
    }
}
