package dev.espalier.bridge.types;

import dev.espalier.bridge.ocaml.ItemSyntax;
import dev.espalier.bridge.ocaml.TypeSyntax;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types that an interface file declares for values, by module path. */
final class DeclaredValues {
    private final Map<List<String>, TypeSyntax> types = new HashMap<>();

    private DeclaredValues() {}

    /** Nothing is declared. */
    static DeclaredValues none() {
        return new DeclaredValues();
    }

    /** What {@code items} declare. */
    static DeclaredValues of(List<ItemSyntax> items) {
        DeclaredValues values = new DeclaredValues();
        values.enter(items, List.of());
        return values;
    }

    /** The declared type, or {@code null} if the interface does not mention the value. */
    @Nullable
    TypeSyntax find(List<String> modules, String name) {
        return types.get(join(modules, name));
    }

    private void enter(List<ItemSyntax> items, List<String> modules) {
        for (ItemSyntax item : items) {
            if (item instanceof ItemSyntax.Value value) {
                types.put(join(modules, value.name()), value.type());
            } else if (item instanceof ItemSyntax.ModuleValue module) {
                ItemSyntax.SignatureSyntax signature = module.signature();
                while (signature instanceof ItemSyntax.FunctorSignature functor) {
                    signature = functor.body();
                }
                if (signature instanceof ItemSyntax.Signature members) {
                    enter(members.items(), join(modules, module.name()));
                }
            }
        }
    }

    private static List<String> join(List<String> modules, String name) {
        List<String> path = new ArrayList<>(modules);
        path.add(name);
        return List.copyOf(path);
    }
}
