package dev.espalier.bridge.java;

import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ir.TypeSymbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Writes records and variants. */
final class TypeEmitter {
    private final Plan plan;
    private final JavaTypes types;
    private final Set<String> taken;

    /** For the class in which the names {@code taken} are types. */
    TypeEmitter(Plan plan, JavaTypes types, Set<String> taken) {
        this.plan = plan;
        this.types = types;
        this.taken = taken;
    }

    Doc declaration(TypeSymbol symbol) {
        types.enter(symbol.parameters(), taken);
        boolean overwritten = plan.linearity().owned().contains(symbol);
        Doc declaration = overwritten
                ? overwritten(symbol)
                : symbol.kind() == TypeSymbol.Kind.RECORD ? record(symbol) : variant(symbol);
        types.leave(symbol.parameters());
        List<String> path = new ArrayList<>(symbol.modules());
        path.add(symbol.declaration().substring("type ".length()));
        String shown = symbol.declaration().contains(" '") || symbol.modules().isEmpty()
                ? symbol.declaration()
                : "type " + String.join(".", path);
        String more = overwritten ? " Only a map holds one, and a map in place overwrites it." : "";
        return Doc.of(Javadoc.of("Rocq's {@code " + shown + "}." + more), Doc.HARD, declaration);
    }

    private String parameters(TypeSymbol symbol) {
        return JavaTypes.bracketed(
                Plan.classParameters(symbol).stream().map(types::boxed).toList());
    }

    private Doc record(TypeSymbol symbol) {
        List<Doc> components = new ArrayList<>();
        for (TypeSymbol.Field field : symbol.fields()) {
            components.add(Doc.text(types.plain(field.type()) + " " + plan.name(field)));
        }
        return Doc.of(
                Doc.list("public record " + plan.name(symbol) + parameters(symbol) + "(", components, ")"),
                Doc.text(" {}"));
    }

    /** A record that is used as any other, and that the map which holds it may overwrite. */
    private Doc overwritten(TypeSymbol symbol) {
        String name = plan.name(symbol);
        String type = name + parameters(symbol);
        List<Doc> components = new ArrayList<>();
        List<Doc> members = new ArrayList<>();
        List<Doc> made = new ArrayList<>();
        List<Doc> taken = new ArrayList<>();
        List<Doc> accessors = new ArrayList<>();
        for (TypeSymbol.Field field : symbol.fields()) {
            String component = plan.name(field);
            String declared = types.plain(field.type()) + " " + component;
            components.add(Doc.text(declared));
            members.add(Doc.text("private " + declared + ";"));
            made.add(Doc.text("this." + component + " = " + component + ";"));
            taken.add(Doc.text("this." + component + " = next." + component + ";"));
            accessors.add(Doc.EMPTY);
            accessors.add(Javadoc.of("Rocq's {@code " + field.name() + "}."));
            accessors.add(
                    Doc.block(Doc.text("public " + declared + "()"), List.of(Doc.text("return " + component + ";"))));
        }
        members.add(Doc.EMPTY);
        members.add(Javadoc.of("A record of these parts."));
        members.add(Doc.block(Doc.list("public " + name + "(", components, ")"), made));
        members.addAll(accessors);
        members.add(Doc.EMPTY);
        members.add(Doc.text("@Override"));
        members.add(Doc.block(Doc.text("protected void takeOver(" + type + " next)"), taken));
        String above = types.state("OwnedEntry") + "<" + type + ">";
        return Doc.block(Doc.text("public static final class " + type + " extends " + above), members);
    }

    private Doc variant(TypeSymbol symbol) {
        if (symbol.isEnumeration()) {
            return enumeration(symbol);
        }
        String parameters = parameters(symbol);
        List<Doc> members = new ArrayList<>();
        for (TypeSymbol.Constructor constructor : symbol.constructors()) {
            if (!members.isEmpty()) {
                members.add(Doc.EMPTY);
            }
            List<Doc> components = new ArrayList<>();
            int index = 0;
            for (Type argument : constructor.arguments()) {
                components.add(Doc.text(types.plain(argument) + " " + JavaTypes.component(constructor, index++)));
            }
            members.add(documentation(constructor));
            String head = "record " + plan.name(constructor) + parameters + "(";
            Doc declaration =
                    Doc.of(Doc.list(head, components, ")"), Doc.text(" implements " + plan.name(symbol) + parameters));
            members.add(
                    components.isEmpty()
                            ? Doc.block(declaration, List.of(sharedField(constructor, parameters)))
                            : Doc.of(declaration, Doc.text(" {}")));
        }
        for (TypeSymbol.Constructor constructor : symbol.constructors()) {
            if (constructor.arguments().isEmpty()) {
                members.add(Doc.EMPTY);
                members.addAll(shared(constructor, parameters));
            }
        }
        return Doc.block(Doc.text("public sealed interface " + plan.name(symbol) + parameters), members);
    }

    private Doc enumeration(TypeSymbol symbol) {
        List<Doc> constants = new ArrayList<>();
        for (TypeSymbol.Constructor constructor : symbol.constructors()) {
            boolean last = constructor.index() == symbol.constructors().size() - 1;
            constants.add(documentation(constructor));
            constants.add(Doc.text(plan.name(constructor) + (last ? "" : ",")));
        }
        return Doc.block(Doc.text("public enum " + plan.name(symbol)), constants);
    }

    private static Doc documentation(TypeSymbol.Constructor constructor) {
        return Javadoc.of("Rocq's constructor {@code " + constructor.name() + "}.");
    }

    private Doc sharedField(TypeSymbol.Constructor constructor, String parameters) {
        String name = plan.name(constructor);
        String generics = JavaTypes.bracketed(Plan.classParameters(constructor.owner()).stream()
                .map(parameter -> "?")
                .toList());
        String made = "new " + name + (parameters.isEmpty() ? "" : "<>") + "()";
        return Doc.text("private static final " + name + generics + " SHARED = " + made + ";");
    }

    /** The method that gives the one object of a constructor without arguments. */
    private List<Doc> shared(TypeSymbol.Constructor constructor, String parameters) {
        String type = plan.name(constructor.owner()) + parameters;
        String generics = parameters.isEmpty() ? "" : parameters + " ";
        String cast = parameters.isEmpty() ? "" : "(" + type + ") ";
        List<Doc> method = new ArrayList<>();
        method.add(Javadoc.of("Rocq's constructor {@code " + constructor.name() + "}: always the same object."));
        if (!parameters.isEmpty()) {
            method.add(Doc.text("@SuppressWarnings(\"unchecked\") // a value without parts has every type"));
        }
        method.add(Doc.block(
                Doc.text("static " + generics + type + " " + types.shared(constructor) + "()"),
                List.of(Doc.text("return " + cast + plan.name(constructor) + ".SHARED;"))));
        return method;
    }
}
