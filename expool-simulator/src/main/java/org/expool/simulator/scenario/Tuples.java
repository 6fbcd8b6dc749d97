package org.expool.simulator.scenario;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.expool.ExpoolException;
import org.jspecify.annotations.Nullable;

/** Takes records apart and puts them together. Stateless. */
final class Tuples {

    private Tuples() {}

    /** A new array of the components' values. */
    static @Nullable Object[] values(Record tuple) {
        RecordComponent[] components = tuple.getClass().getRecordComponents();
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < values.length; i++) {
            try {
                values[i] = components[i].getAccessor().invoke(tuple);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(components[i] + " of a public record cannot be read", e);
            }
        }
        return values;
    }

    /** By name, as the annotation's class may be absent at run time; then no component counts as nullable. */
    static boolean isNullable(RecordComponent component) {
        return Arrays.stream(component.getAnnotatedType().getAnnotations())
                .anyMatch(each -> each.annotationType().getSimpleName().equals("Nullable"));
    }

    /** A record of these values; null if it refuses them. */
    static @Nullable Record make(Class<? extends Record> type, @Nullable Object[] values) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException || e.getCause() instanceof ExpoolException) {
                return null;
            }
            throw new IllegalStateException(type + " failed", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " is a public record and cannot be made", e);
        }
    }
}
