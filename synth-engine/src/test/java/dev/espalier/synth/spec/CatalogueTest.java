package dev.espalier.synth.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.espalier.synth.spec.Specification.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueTest {
    private static final Path SPECS = Path.of("..", "specs");
    private static final String FUNCTOR = """
            Module Specification (P : PARAMETERS) <: CORE P.
            End Specification.
            """;

    @TempDir
    private Path folder;

    @Test
    void repositoryHasTheSuiteAndTheStrongFamily() throws Exception {
        Catalogue catalogue = Catalogue.read(SPECS);
        assertThat(catalogue.all().stream().map(Specification::name))
                .contains("suite/ryw", "suite/mr", "suite/mw", "suite/ryw+mw", "suite/cc", "suite/lcc", "suite/relaxed")
                .contains("strong/causal+", "strong/none", "strong/mr+mw");
        assertThat(catalogue.named("suite/lcc").orElseThrow().kind()).isEqualTo(Kind.LABELLED);
        assertThat(catalogue.named("strong/mw+mr").orElseThrow().name()).isEqualTo("strong/mr+mw");
        assertThat(catalogue.named("suite/unheard-of")).isEmpty();
    }

    @Test
    void everySpecificationOfTheRepositorySaysWhatItPromises() throws Exception {
        for (Specification specification : Catalogue.read(SPECS).all()) {
            assertThat(specification.title()).as(specification.name()).isNotEmpty();
            assertThat(specification.promise()).as(specification.name()).isNotEmpty();
        }
    }

    @Test
    void fileSaysItsNameItsLitmusTableAndItsTarget() throws Exception {
        Specification read = inFile("""
                (** Words before.

                    @specification team/mine
                    @title a title
                    @promise First.
                      And on the next line.
                    @promise Second.
                    @litmus stale-read forbidden
                    @litmus lost-update allowed
                    @throughput 1.5 x vector-clock *)
                """ + FUNCTOR);
        assertThat(read.name()).isEqualTo("team/mine");
        assertThat(read.title()).isEqualTo("a title");
        assertThat(read.promise()).isEqualTo("First. And on the next line. Second.");
        assertThat(read.expected()).isEqualTo(Map.of("stale-read", false, "lost-update", true));
        assertThat(read.throughput()).contains(new Throughput(1.5, "vector-clock"));
        assertThat(read.source().path()).isEqualTo("outside/Mine.v");
    }

    @Test
    void fileOfACoreMayBeLookedAtToo() throws Exception {
        Specification core = Catalogue.read(SPECS).inFile(SPECS.resolve("reference/VectorClock.v"));
        assertThat(core.source().path()).isEqualTo("reference/VectorClock.v");
        assertThat(core.machine(Path.of("extracted.ml")).functor()).isEqualTo("VectorClock");
    }

    @Test
    void errorsNameTheLineAndTheRemedy() throws Exception {
        assertThatThrownBy(() -> inFile("(** @specfication x *)\n" + FUNCTOR))
                .hasMessageContaining("Mine.v:1: there is no tag @specfication")
                .hasMessageContaining("@specification");
        assertThatThrownBy(() -> inFile("(** x\n @litmus stale-read maybe *)\n" + FUNCTOR))
                .hasMessageContaining("Mine.v:2")
                .hasMessageContaining("allowed or");
        assertThatThrownBy(() -> inFile("(** @throughput fast *)\n" + FUNCTOR))
                .hasMessageContaining("1.5 x vector-clock");
        assertThatThrownBy(() -> inFile("(** @specification Not A Name *)\n" + FUNCTOR))
                .hasMessageContaining("no name for a specification");
        assertThatThrownBy(() -> inFile("Definition a := 1.\n"))
                .hasMessageContaining("Module Specification (P : PARAMETERS) <: CORE P");
        assertThatThrownBy(() -> inFile("(* no end\n" + FUNCTOR))
                .hasMessageContaining("Mine.v:1: a comment without an end");
    }

    private Specification inFile(String text) throws IOException, SpecificationException {
        Path file = Files.writeString(folder.resolve("Mine.v"), text);
        return Catalogue.read(SPECS).inFile(file);
    }
}
