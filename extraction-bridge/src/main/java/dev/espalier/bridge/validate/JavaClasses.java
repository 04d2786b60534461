package dev.espalier.bridge.validate;

import dev.espalier.bridge.exports.ExportedType;
import dev.espalier.bridge.exports.JavaForm;
import dev.espalier.core.lang.ConsList;
import dev.espalier.core.lang.Option;
import dev.espalier.core.lang.Unit;
import dev.espalier.core.lang.Whole;
import dev.espalier.core.state.OwnedEntry;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes values of declared types and takes them apart, by reflection over the generated classes. */
final class JavaClasses {
    private final ClassLoader loader;
    private final Map<String, Loaded> loaded = new HashMap<>();

    /** A class of one constructor. */
    private record Loaded(Class<?> type, Constructor<?> maker, List<Method> accessors) {}

    JavaClasses(ClassLoader loader) {
        this.loader = loader;
    }

    /** The value of {@code type} that constructor number {@code constructor} makes of {@code arguments}. */
    Object make(ExportedType type, int constructor, List<Object> arguments) {
        return switch (type.java()) {
            case JavaForm.Truth truth -> truth.truth() == constructor;
            case JavaForm.One one -> Unit.UNIT;
            case JavaForm.Count count ->
                throw new IllegalStateException("a number is made at once, not by its constructors");
            case JavaForm.Absent absent -> throw absent(type);
            case JavaForm.Enumeration enumeration -> constants(enumeration)[constructor];
            case JavaForm.Binary binary -> BinaryNumbers.make(binary.numbers(), constructor, arguments);
            case JavaForm.Classes classes -> make(classes, constructor, arguments);
        };
    }

    private Object make(JavaForm.Classes classes, int constructor, List<Object> arguments) {
        String name = classes.constructors().get(constructor);
        if (name.equals(ConsList.Nil.class.getName())) {
            return ConsList.nil();
        }
        if (name.equals(Option.None.class.getName())) {
            return Option.none();
        }
        try {
            return load(name).maker().newInstance(arguments.toArray());
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(name + " cannot be made", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name + " cannot be made", e);
        }
    }

    /** Which constructor of {@code type} made {@code value}. */
    int constructor(ExportedType type, Object value) {
        return switch (type.java()) {
            case JavaForm.Truth truth -> (Boolean) value ? truth.truth() : 1 - truth.truth();
            case JavaForm.One one -> 0;
            case JavaForm.Count count -> throw new IllegalStateException("a number has no constructor in Java");
            case JavaForm.Absent absent -> throw absent(type);
            case JavaForm.Enumeration enumeration -> ((Enum<?>) value).ordinal();
            case JavaForm.Binary binary -> BinaryNumbers.constructor(binary.numbers(), (Whole) value);
            case JavaForm.Classes classes -> {
                int found = classes.constructors().indexOf(value.getClass().getName());
                if (found < 0) {
                    throw new ClassCastException(value.getClass().getName() + " is no " + classes.type());
                }
                yield found;
            }
        };
    }

    /** The arguments of {@code value}, which constructor number {@code constructor} made. */
    List<Object> arguments(ExportedType type, int constructor, Object value) {
        if (type.java() instanceof JavaForm.Binary(JavaForm.Numbers numbers)) {
            return BinaryNumbers.arguments(numbers, (Whole) value);
        }
        if (!(type.java() instanceof JavaForm.Classes classes)) {
            return List.of();
        }
        List<Object> arguments = new ArrayList<>();
        for (Method accessor : load(classes.constructors().get(constructor)).accessors()) {
            try {
                arguments.add(accessor.invoke(value));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(accessor + " cannot be called", e);
            }
        }
        return arguments;
    }

    private Object[] constants(JavaForm.Enumeration enumeration) {
        try {
            return Class.forName(enumeration.type(), true, loader).getEnumConstants();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(enumeration.type() + " is not as the translation says", e);
        }
    }

    private static IllegalStateException absent(ExportedType type) {
        return new IllegalStateException("type " + type.name() + " has no values in Java");
    }

    private Loaded load(String name) {
        return loaded.computeIfAbsent(name, unknown -> {
            try {
                Class<?> type = Class.forName(unknown, true, loader);
                return OwnedEntry.class.isAssignableFrom(type) ? overwritten(type) : record(type);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(unknown + " is not as the translation says", e);
            }
        });
    }

    private static Loaded record(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        List<Method> accessors =
                Arrays.stream(components).map(RecordComponent::getAccessor).toList();
        return new Loaded(type, type.getDeclaredConstructor(types), accessors);
    }

    /** Of a record that its map may overwrite: a field, a parameter of the constructor and an accessor for each part. */
    private static Loaded overwritten(Class<?> type) throws ReflectiveOperationException {
        List<Class<?>> types = new ArrayList<>();
        List<Method> accessors = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            types.add(field.getType());
            accessors.add(type.getDeclaredMethod(field.getName()));
        }
        return new Loaded(type, type.getDeclaredConstructor(types.toArray(Class<?>[]::new)), accessors);
    }
}
