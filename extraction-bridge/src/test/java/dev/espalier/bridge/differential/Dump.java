package dev.espalier.bridge.differential;

import dev.espalier.core.NodeId;
import dev.espalier.core.lang.Func;
import dev.espalier.core.lang.NumberedList;
import dev.espalier.core.lang.Unit;
import dev.espalier.core.state.StateMap;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What {@code core/dump.ml} prints of the same value in OCaml's memory. */
final class Dump {
    private Dump() {}

    static String of(Object value) {
        return switch (value) {
            case NodeId node -> Integer.toString(node.number());
            case Boolean truth -> truth ? "1" : "0";
            case Unit _ -> "0";
            case Func<?, ?> _ -> "fun";
            case StateMap<?, ?> _ -> "fun"; // in OCaml it is one: what it holds is seen by the gets
            case NumberedList.Cell<?> cell -> "(0 " + of(cell.head()) + " " + of(cell.tail()) + ")";
            case Record block -> block(block);
            default -> value.toString();
        };
    }

    private static String block(Record value) {
        List<String> parts = new ArrayList<>();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            try {
                parts.add(of(component.getAccessor().invoke(value)));
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(component + " cannot be read", e);
            }
        }
        int tag = tag(value.getClass());
        return parts.isEmpty() ? Integer.toString(tag) : "(" + tag + " " + String.join(" ", parts) + ")";
    }

    /** A constructor's place among those of its type that have arguments, or among those that have none. */
    private static int tag(Class<?> type) {
        for (Class<?> variant : type.getInterfaces()) {
            if (variant.isSealed()) {
                boolean constant = type.getRecordComponents().length == 0;
                return Arrays.stream(variant.getPermittedSubclasses())
                        .filter(one -> (one.getRecordComponents().length == 0) == constant)
                        .toList()
                        .indexOf(type);
            }
        }
        return 0;
    }
}
