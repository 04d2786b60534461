package dev.espalier.bridge.passes;

import dev.espalier.bridge.dump.IrPrinter;
import dev.espalier.bridge.ocaml.ItemParser;
import dev.espalier.bridge.source.SourceText;
import dev.espalier.bridge.types.ModuleElaborator;
import java.util.List;

/**
 * What a pass made of a program.
 *
 * @param text the program, as the dump shows it
 * @param notes what there is to say about it
 */
public record AfterPass(String text, List<String> notes) {
    /** After the last run of the pass {@code name} on {@code source}. */
    public static AfterPass of(String name, String source) {
        AfterPass[] last = {new AfterPass("", List.of())};
        // Later passes change the program in place, so it is printed at once.
        Pipeline.run(
                ModuleElaborator.elaborate(ItemParser.implementation(new SourceText("f.ml", source)), null),
                (number, pass, nanoseconds, made) -> {
                    if (pass.name().equals(name)) {
                        last[0] = new AfterPass(
                                IrPrinter.print(made),
                                made.notes().stream().map(Object::toString).toList());
                    }
                });
        return last[0];
    }

    /** The definition of {@code global}, on one line, from the equals sign on; without what type parameters stand for. */
    public String definition(String global) {
        String start = "let " + global + " :";
        String rest = text.substring(text.indexOf(start));
        int end = rest.indexOf("\n\n");
        String whole = end < 0 ? rest : rest.substring(0, end);
        return whole.substring(whole.indexOf(" =") + 2)
                .replaceAll("\\s+", " ")
                .replaceAll("(?<=\\w)\\[[^]]*]", "")
                .strip();
    }
}
