package dev.espalier.bridge.types;

import dev.espalier.bridge.ocaml.ItemSyntax;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which modules of a file are referred to as modules: applied, passed to a functor, renamed or included. */
final class ModuleReferences {
    private final Set<String> found = new HashSet<>();

    private ModuleReferences() {}

    /** The first components of all module expressions in {@code items}. */
    static Set<String> in(List<ItemSyntax> items) {
        ModuleReferences references = new ModuleReferences();
        items.forEach(references::item);
        return references.found;
    }

    private void item(ItemSyntax item) {
        if (item instanceof ItemSyntax.Module module) {
            module(module.body());
        } else if (item instanceof ItemSyntax.Include include) {
            module(include.body());
        }
    }

    private void module(ItemSyntax.ModuleSyntax module) {
        switch (module) {
            case ItemSyntax.Structure structure -> structure.items().forEach(this::item);
            case ItemSyntax.Functor functor -> module(functor.body());
            case ItemSyntax.Application application -> {
                module(application.function());
                module(application.argument());
            }
            case ItemSyntax.Reference reference -> {
                List<String> modules = reference.path().modules();
                found.add(modules.isEmpty() ? reference.path().name() : modules.getFirst());
            }
        }
    }
}
