package dev.espalier.bridge.ir;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A declared, built-in or abstract type. Compared by identity. */
public final class TypeSymbol {
    /** What a type is. */
    public enum Kind {
        /** Built in, without structure: {@code int}, {@code bool}, {@code unit}. */
        PRIMITIVE,
        /** A type that a functor's parameter leaves open. */
        ABSTRACT,
        /** A record; pairs are one. */
        RECORD,
        /** A variant; options and lists are. */
        VARIANT
    }

    /** A field of a record type. */
    public record Field(TypeSymbol owner, String name, Type type, int index) {}

    /** A constructor of a variant type. */
    public record Constructor(TypeSymbol owner, String name, List<Type> arguments, int index) {}

    private final String name;
    private final List<String> modules;
    private final Kind kind;
    private final List<Type.Parameter> parameters;
    private final String declaration;
    private List<Field> fields = List.of();
    private List<Constructor> constructors = List.of();
    private List<TypeSymbol> captured = List.of();
    private @Nullable Representation representation;

    /**
     * A type whose structure is set later.
     *
     * @param name its OCaml name
     * @param modules the modules that it is declared in, from the outermost inwards
     * @param declaration its declaration in OCaml, for documentation
     */
    public TypeSymbol(
            String name, List<String> modules, Kind kind, List<Type.Parameter> parameters, String declaration) {
        this.name = name;
        this.modules = List.copyOf(modules);
        this.kind = kind;
        this.parameters = List.copyOf(parameters);
        this.declaration = declaration;
    }

    /** The OCaml name. */
    public String name() {
        return name;
    }

    /** The modules that it is declared in, from the outermost inwards; empty for built-in types. */
    public List<String> modules() {
        return modules;
    }

    /** What it is. */
    public Kind kind() {
        return kind;
    }

    /** Its own parameters. */
    public List<Type.Parameter> parameters() {
        return parameters;
    }

    /**
     * Whether it is an abstract type with parameters. Java's generics cannot abstract over such a type, so it is written
     * as {@code Object}, whatever its arguments.
     */
    public boolean isOpaque() {
        return kind == Kind.ABSTRACT && !parameters.isEmpty();
    }

    /** Its declaration in OCaml. */
    public String declaration() {
        return declaration;
    }

    /** The fields of a record. */
    public List<Field> fields() {
        return fields;
    }

    /** The constructors of a variant. */
    public List<Constructor> constructors() {
        return constructors;
    }

    /** The functor's abstract types that it mentions, through other types too. */
    public List<TypeSymbol> captured() {
        return captured;
    }

    /** What its values are at run time; {@code null} for objects of a class of its own. */
    public @Nullable Representation representation() {
        return representation;
    }

    /** Sets what its values are at run time. */
    public void represent(Representation newRepresentation) {
        this.representation = newRepresentation;
    }

    /** Whether it is a variant whose constructors all have no arguments, nor it parameters. */
    public boolean isEnumeration() {
        return !constructors.isEmpty()
                && parameters.isEmpty()
                && captured.isEmpty()
                && constructors.stream().allMatch(one -> one.arguments().isEmpty());
    }

    /** Sets the fields. */
    public void defineFields(List<Field> newFields) {
        this.fields = List.copyOf(newFields);
    }

    /** Sets the constructors. */
    public void defineConstructors(List<Constructor> newConstructors) {
        this.constructors = List.copyOf(newConstructors);
    }

    /** Sets the abstract types that it mentions. */
    public void defineCaptured(List<TypeSymbol> newCaptured) {
        this.captured = List.copyOf(newCaptured);
    }

    @Override
    public String toString() {
        return name;
    }
}
