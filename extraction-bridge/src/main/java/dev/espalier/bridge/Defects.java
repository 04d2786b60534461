package dev.espalier.bridge;

import dev.espalier.bridge.ocaml.ExpressionSyntax;
import dev.espalier.bridge.ocaml.ItemSyntax;
import dev.espalier.bridge.ocaml.PatternSyntax;
import dev.espalier.bridge.source.Position;
import dev.espalier.bridge.source.TranslationException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Turns a failure of the bridge itself into a diagnostic with a place. Passes work on whole programs and do not know
 * where they are, so the definition at fault is found by translating beginnings of the file, by bisection.
 */
final class Defects {
    private final Consumer<List<ItemSyntax>> translation;

    /** For a translation that gives a {@link TranslationException}, or fails, or neither. */
    Defects(Consumer<List<ItemSyntax>> translation) {
        this.translation = translation;
    }

    /** The diagnostic for {@code failure}, which translating {@code items} gave. */
    TranslationException located(List<ItemSyntax> items, Position start, RuntimeException failure) {
        Found found = find(items, beginning -> beginning, new Found(start, "file"));
        return new TranslationException(
                found.position,
                found.construct,
                "cannot be translated, by a defect of the bridge ("
                        + failure.getClass().getSimpleName() + ": " + failure.getMessage() + ")",
                "report it with this file, and restate the definition until it is repaired");
    }

    private record Found(Position position, String construct) {}

    /** The definition in {@code items} with which the beginning of the file that {@code around} makes of them fails. */
    private Found find(List<ItemSyntax> items, Function<List<ItemSyntax>, List<ItemSyntax>> around, Found otherwise) {
        if (!fails(around.apply(items))) {
            return otherwise;
        }
        int good = 0;
        int bad = items.size();
        while (bad - good > 1) {
            int middle = (good + bad) / 2;
            if (fails(around.apply(items.subList(0, middle)))) {
                bad = middle;
            } else {
                good = middle;
            }
        }
        if (bad == 0) {
            return otherwise;
        }
        ItemSyntax last = items.get(bad - 1);
        Found found = new Found(last.position(), name(last));
        if (!(last instanceof ItemSyntax.Module module) || !(module.body() instanceof ItemSyntax.Structure structure)) {
            return found;
        }
        List<ItemSyntax> before = items.subList(0, bad - 1);
        return find(
                structure.items(),
                inner -> {
                    List<ItemSyntax> beginning = new ArrayList<>(before);
                    beginning.add(new ItemSyntax.Module(
                            module.position(), module.name(), new ItemSyntax.Structure(structure.position(), inner)));
                    return around.apply(beginning);
                },
                found);
    }

    /** Whether translating gives a failure that is no diagnostic. */
    private boolean fails(List<ItemSyntax> items) {
        try {
            translation.accept(items);
            return false;
        } catch (TranslationException refused) {
            return false;
        } catch (RuntimeException failure) {
            return true;
        }
    }

    private static String name(ItemSyntax item) {
        return switch (item) {
            case ItemSyntax.Values values -> {
                ExpressionSyntax.Binding first = values.bindings().getFirst();
                yield first.pattern() instanceof PatternSyntax.Variable variable
                        ? "definition of " + variable.name()
                        : "definition";
            }
            case ItemSyntax.Types types ->
                "type " + types.declarations().getFirst().name();
            case ItemSyntax.Module module -> "module " + module.name();
            case ItemSyntax.ModuleType type -> "module type " + type.name();
            default -> "item";
        };
    }
}
