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
        Doc declaration = symbol.kind() == TypeSymbol.Kind.RECORD ? record(symbol) : variant(symbol);
        types.leave(symbol.parameters());
        List<String> path = new ArrayList<>(symbol.modules());
        path.add(symbol.declaration().substring("type ".length()));
        String shown = symbol.declaration().contains(" '") || symbol.modules().isEmpty()
                ? symbol.declaration()
                : "type " + String.join(".", path);
        return Doc.of(Javadoc.of("Rocq's {@code " + shown + "}."), Doc.HARD, declaration);
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

    private Doc variant(TypeSymbol symbol) {
        String parameters = parameters(symbol);
        List<Doc> constructors = new ArrayList<>();
        for (TypeSymbol.Constructor constructor : symbol.constructors()) {
            if (!constructors.isEmpty()) {
                constructors.add(Doc.EMPTY);
            }
            List<Doc> components = new ArrayList<>();
            int index = 0;
            for (Type argument : constructor.arguments()) {
                components.add(Doc.text(types.plain(argument) + " " + JavaTypes.component(constructor, index++)));
            }
            constructors.add(Javadoc.of("Rocq's constructor {@code " + constructor.name() + "}."));
            String head = "record " + plan.name(constructor) + parameters + "(";
            constructors.add(Doc.of(
                    Doc.list(head, components, ")"),
                    Doc.text(" implements " + plan.name(symbol) + parameters + " {}")));
        }
        return Doc.block(Doc.text("public sealed interface " + plan.name(symbol) + parameters), constructors);
    }
}
