package dev.espalier.bridge.types;

import dev.espalier.bridge.ir.Builtins;
import dev.espalier.bridge.ir.Primitive;
import dev.espalier.bridge.ir.Type;
import dev.espalier.bridge.ocaml.ItemSyntax;
import dev.espalier.bridge.ocaml.TypeSyntax;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Recognises a functor's parameter that is a state map: what extraction leaves of the module type {@code MAP} of
 * {@code specs/kit/Map.v}. Its operations then are those of {@code core-api}'s map.
 *
 * @param map the name of the type
 * @param key the type of keys
 * @param empty the declaration of the operation that gives an empty map: the only one that the parameter itself supplies
 */
record StateMapSignature(String map, TypeSyntax key, ItemSyntax empty) {
    private static final String EMPTY = "empty";

    private static final String FIND = "find";
    private static final String ADD = "add";
    private static final String REMOVE = "remove";

    /** What {@code items} declare, if it is a state map and nothing else; {@code null} otherwise. */
    static @Nullable StateMapSignature of(List<ItemSyntax> items) {
        List<String> maps = new ArrayList<>();
        Map<String, TypeSyntax> values = new HashMap<>();
        ItemSyntax empty = null;
        for (ItemSyntax item : items) {
            switch (item) {
                case ItemSyntax.Types types when opened(types) instanceof String name -> maps.add(name);
                case ItemSyntax.Value value -> {
                    values.put(value.name(), value.type());
                    empty = value.name().equals(EMPTY) ? value : empty;
                }
                default -> {
                    return null;
                }
            }
        }
        TypeSyntax find = values.get(FIND);
        if (maps.size() != 1
                || empty == null
                || !(find instanceof TypeSyntax.Arrow arrow)
                || !values.keySet().equals(Set.of(EMPTY, FIND, ADD, REMOVE))) {
            return null;
        }
        String map = maps.getFirst();
        String key = arrow.from().toString();
        Map<String, String> expected = Map.of(
                EMPTY, "'a " + map,
                FIND, key + " -> 'a " + map + " -> 'a option",
                ADD, key + " -> 'a -> 'a " + map + " -> 'a " + map,
                REMOVE, key + " -> 'a " + map + " -> 'a " + map);
        for (Map.Entry<String, TypeSyntax> value : values.entrySet()) {
            String wanted = String.valueOf(expected.get(value.getKey()));
            if (!value.getValue().toString().replaceAll("'\\w+", "'a").equals(wanted)) {
                return null;
            }
        }
        return arrow.from() instanceof TypeSyntax.Named ? new StateMapSignature(map, arrow.from(), empty) : null;
    }

    private static @Nullable String opened(ItemSyntax.Types types) {
        ItemSyntax.TypeDeclaration only = types.declarations().getFirst();
        boolean open = types.declarations().size() == 1
                && only.body() instanceof ItemSyntax.Abstract
                && only.parameters().size() == 1;
        return open ? only.name() : null;
    }

    /** Enters the map's type, and the operations that are methods of the map itself; gives the items that are left. */
    List<ItemSyntax> enter(Environment members) {
        Type keys = TypeReader.read(key, members, variable -> {
            throw Names.undefined(variable.position(), "type variable '" + variable.name());
        });
        Type.Parameter value = new Type.Parameter("a");
        Type whole = Builtins.stateMap(keys, value);
        members.type(map, new Environment.Meaning(List.of(value), whole));
        Type found = new Type.Named(Builtins.OPTION, List.of(value));
        members.value(FIND, primitive(Primitive.MAP_FIND, value, arrow(keys, arrow(whole, found))));
        members.value(ADD, primitive(Primitive.MAP_ADD, value, arrow(keys, arrow(value, arrow(whole, whole)))));
        members.value(REMOVE, primitive(Primitive.MAP_REMOVE, value, arrow(keys, arrow(whole, whole))));
        return List.of(empty);
    }

    private static Environment.Binding primitive(Primitive primitive, Type.Parameter value, Type type) {
        return new Environment.OfPrimitive(primitive, List.of(value), type);
    }

    private static Type arrow(Type from, Type to) {
        return new Type.Arrow(from, to);
    }
}
