package dev.espalier.bridge.ocaml;

import dev.espalier.bridge.source.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An element of a structure or of a signature. */
public sealed interface ItemSyntax {
    /** Where it begins. */
    Position position();

    /** {@code let ...} at the top of a structure. */
    record Values(Position position, boolean recursive, List<ExpressionSyntax.Binding> bindings)
            implements ItemSyntax {}

    /** {@code exception name of arguments}. */
    record ExceptionDeclaration(Position position, ConstructorDeclaration constructor) implements ItemSyntax {}

    /** {@code open module}. */
    record Open(Position position, Path module) implements ItemSyntax {}

    /** {@code type ... and ...}. */
    record Types(Position position, List<TypeDeclaration> declarations) implements ItemSyntax {}

    /** {@code module name = body}, in a structure. */
    record Module(Position position, String name, ModuleSyntax body) implements ItemSyntax {}

    /** {@code module type name = signature}. */
    record ModuleType(Position position, String name, SignatureSyntax body) implements ItemSyntax {}

    /** {@code include body}, in a structure. */
    record Include(Position position, ModuleSyntax body) implements ItemSyntax {}

    /** {@code include signature}, in a signature. */
    record IncludeSignature(Position position, SignatureSyntax signature) implements ItemSyntax {}

    /** {@code val name : type}, in a signature. */
    record Value(Position position, String name, TypeSyntax type) implements ItemSyntax {}

    /** {@code module name : signature}, in a signature. */
    record ModuleValue(Position position, String name, SignatureSyntax signature) implements ItemSyntax {}

    /** One type declaration: parameters without quotes, and what it is. */
    record TypeDeclaration(Position position, String name, List<String> parameters, Body body) {}

    /** What a declared type is. */
    sealed interface Body {}

    /** Nothing is known of it. */
    record Abstract() implements Body {}

    /** A name for {@code type}. */
    record Alias(TypeSyntax type) implements Body {}

    /** A name for {@code type}, whose constructors or fields are {@code body} and can be used without its module. */
    record Reexport(TypeSyntax type, Body body) implements Body {}

    /** A record. */
    record Fields(List<FieldDeclaration> fields) implements Body {}

    /** A variant. */
    record Constructors(List<ConstructorDeclaration> constructors) implements Body {}

    /** A field of a record type. */
    record FieldDeclaration(Position position, String name, TypeSyntax type) {}

    /** A constructor of a variant type. */
    record ConstructorDeclaration(Position position, String name, List<TypeSyntax> arguments) {}

    /** A module expression. */
    sealed interface ModuleSyntax {}

    /** {@code struct ... end}. */
    record Structure(Position position, List<ItemSyntax> items) implements ModuleSyntax {}

    /** {@code functor (name : signature) -> body}. */
    record Functor(Position position, String parameter, SignatureSyntax signature, ModuleSyntax body)
            implements ModuleSyntax {}

    /** A module's name. */
    record Reference(Position position, Path path) implements ModuleSyntax {}

    /** {@code function(argument)}. */
    record Application(Position position, ModuleSyntax function, ModuleSyntax argument) implements ModuleSyntax {}

    /** A signature expression. */
    sealed interface SignatureSyntax {}

    /** {@code sig ... end}. */
    record Signature(Position position, List<ItemSyntax> items) implements SignatureSyntax {}

    /** A module type's name. */
    record SignatureName(Position position, Path path) implements SignatureSyntax {}

    /** {@code functor (name : parameter) -> body}. */
    record FunctorSignature(Position position, String parameter, SignatureSyntax signature, SignatureSyntax body)
            implements SignatureSyntax {}

    /** {@code signature with constraint and ...}. */
    record Constrained(Position position, SignatureSyntax signature, List<Constraint> constraints)
            implements SignatureSyntax {}

    /** {@code module type of ...}: what the module contains is known from the module. */
    record SignatureOf(Position position) implements SignatureSyntax {}

    /** What {@code module name = module} says in a signature. */
    record SameModule(Position position, ModuleSyntax module) implements SignatureSyntax {}

    /** What {@code with} says of a member of a signature. */
    sealed interface Constraint {
        /** The member. */
        Path path();
    }

    /** {@code type parameters path = type}. */
    record TypeConstraint(Path path, List<String> parameters, TypeSyntax type) implements Constraint {}

    /** {@code module path = module}. */
    record ModuleConstraint(Path path, ModuleSyntax module) implements Constraint {}

    /** The structure inside all functors of {@code module}, or {@code null} if there is none. */
    static @Nullable Structure innermost(ModuleSyntax module) {
        ModuleSyntax current = module;
        while (current instanceof Functor functor) {
            current = functor.body();
        }
        return current instanceof Structure structure ? structure : null;
    }
}
