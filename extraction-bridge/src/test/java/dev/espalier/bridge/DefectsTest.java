package dev.espalier.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bridge.ocaml.ItemParser;
import dev.espalier.bridge.ocaml.ItemSyntax;
import dev.espalier.bridge.source.Diagnostic;
import dev.espalier.bridge.source.Position;
import dev.espalier.bridge.source.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A bridge that fails on any definition of {@code culprit} is told where it does. */
class DefectsTest {
    private static final Position START = new Position("t.ml", 1, 1);

    @Test
    void theDefinitionIsFound() {
        assertThat(located("let a = 1\nlet b = 2\nlet culprit = 3\nlet c = 4\nlet d = 5"))
                .isEqualTo("t.ml:3:1: definition of culprit");
    }

    @Test
    void theDefinitionIsFoundInModulesToo() {
        assertThat(located(
                        "let a = 1\nmodule M = struct\n let b = 2\n module N = struct\n  let culprit = 3\n end\nend"))
                .isEqualTo("t.ml:5:3: definition of culprit");
    }

    @Test
    void aFailureThatDoesNotComeAgainIsThatOfTheFile() {
        assertThat(located("let a = 1")).isEqualTo("t.ml:1:1: file");
    }

    private static String located(String source) {
        List<ItemSyntax> items = ItemParser.implementation(new SourceText("t.ml", source));
        Diagnostic found = new Defects(DefectsTest::translate)
                .located(items, START, new IllegalStateException("broken"))
                .diagnostics()
                .getFirst();
        assertThat(found.message()).contains("defect of the bridge", "broken");
        return found.position() + ": " + found.construct();
    }

    private static void translate(List<ItemSyntax> items) {
        if (items.toString().contains("name=culprit")) {
            throw new IllegalStateException("broken");
        }
    }
}
