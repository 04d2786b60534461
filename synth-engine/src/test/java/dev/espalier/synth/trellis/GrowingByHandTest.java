package dev.espalier.synth.trellis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.synth.emit.CoreName;
import dev.espalier.synth.emit.Emission;
import dev.espalier.synth.emit.SearchFolder;
import dev.espalier.synth.search.SharedEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worked examples of docs/growing-by-hand.md, from a specification to a core that can be emitted. */
class GrowingByHandTest {
    @TempDir
    private Path folder;

    private void grown(String name) throws Exception {
        Path development = folder.resolve(name);
        try (Trellis trellis = MoveScripts.open(development, name)) {
            Tools tools = new Tools(trellis);
            MoveScripts.apply(tools, name);
            // Nothing uses it, and inference leaves its type open: no reason for the core to be refused.
            assertThat(tools.call(
                                    "define",
                                    Map.of(
                                            "name",
                                            "unused",
                                            "text",
                                            "Definition unused := Vector.merge client_eq_dec."),
                                    "test")
                            .failed())
                    .isFalse();
            Tools.Answer closed = tools.call("close", Map.of(), "test");
            assertThat(closed.failed()).as(closed.text()).isFalse();
            assertThat(closed.text())
                    .contains("every explored history is one of the specification", "the state is data over a map");
        }
        SearchFolder found = SearchFolder.read(development);
        assertThat(found.proof()).doesNotContain("Admitted");
        Emission emission = Emission.of(
                Path.of("..", "specs"),
                CoreName.chosen("by-hand-" + name),
                SharedEngine.specification("strong/" + name),
                found);
        assertThat(emission.theorems()).contains("refinement");

        List<Entry> record = MoveLog.read(development.resolve(MoveLog.FILE));
        try (Trellis again = MoveScripts.open(folder.resolve("again"), name)) {
            MoveReplay.Result result = MoveReplay.run(record, again);
            assertThat(result.same()).as(result.said()).isTrue();
            assertThat(again.core()).isEqualTo(Files.readString(development.resolve("Core.v")));
            assertThat(again.proof()).isEqualTo(Files.readString(development.resolve("Proof.v")));
        }
    }

    @Test
    void noGuaranteeAtAll() throws Exception {
        grown("none");
    }

    @Test
    @Tag("campaign")
    void monotonicReads() throws Exception {
        grown("mr");
    }
}
