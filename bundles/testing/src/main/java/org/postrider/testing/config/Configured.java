package org.postrider.testing.config;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;

/** Makes instances of configuration annotations, as Declarative Services would hand them to a component. */
public final class Configured {

    private Configured() {}

    /** All defaults. */
    public static <C extends Annotation> C defaults(Class<C> type) {
        return with(type, Map.of());
    }

    /**
     * Defaults, but for these.
     *
     * @param values by name of the annotation's method, e.g. {@code retry_first}
     * @throws IllegalArgumentException if there is no such method or its type is another
     */
    public static <C extends Annotation> C with(Class<C> type, Map<String, Object> values) {
        values.forEach((name, value) -> check(type, name, value));
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (proxy, method, args) -> values.getOrDefault(method.getName(), method.getDefaultValue())));
    }

    private static void check(Class<?> type, String name, Object value) {
        try {
            Method method = type.getDeclaredMethod(name);
            boolean fits = method.getDefaultValue() == null ? method.getReturnType().isInstance(value)
                    : method.getDefaultValue().getClass().isInstance(value);
            if (!fits) {
                throw new IllegalArgumentException(name + " is a " + method.getReturnType());
            }
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type.getSimpleName() + " has no " + name, e);
        }
    }
}
