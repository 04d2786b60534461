package dev.espalier.synth.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.espalier.synth.explore.ExploredMachine.Kind;
import dev.espalier.synth.gate.CompiledSpecification;
import dev.espalier.synth.gate.FunctorSource;
import dev.espalier.synth.gate.GateFailure;
import dev.espalier.synth.gate.GateLimits;
import dev.espalier.synth.gate.KeptProofs;
import dev.espalier.synth.gate.SpecificationBuild;
import dev.espalier.synth.prover.CommandOutcome;
import dev.espalier.synth.prover.Prover;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Specifications and cores of this repository, compiled in a folder of its own and extracted there. */
final class ExtractedSpecs implements AutoCloseable {
    private static final Path SPECS = Path.of("..", "specs").toAbsolutePath().normalize();
    private static final List<String> SOURCES = List.of(
            "strong/Guarantees.v",
            "suite/ReadYourWrites.v",
            "suite/Causal.v",
            "suite/LabelledCausal.v",
            "reference/VectorClock.v",
            "reference/CausalVectorClock.v",
            "reference/ChaparVectorClock.v",
            "reference/ChaparUnreachable.v");

    private final CompiledSpecification compiled;
    private final Map<String, ExploredMachine> machines = new HashMap<>();

    private ExtractedSpecs(CompiledSpecification compiled) {
        this.compiled = compiled;
    }

    /** Compiles the sources; skips the calling test where there is no prover or no OCaml. */
    static ExtractedSpecs compile() throws IOException, InterruptedException, GateFailure {
        Prover.Search search = Prover.find();
        assumeTrue(search instanceof Prover.Found, "there is no prover");
        assumeTrue(Explorer.find() instanceof Explorer.Found, "there is no OCaml compiler");
        SpecificationBuild build = new SpecificationBuild(
                SPECS,
                ((Prover.Found) search).prover(),
                GateLimits.standard().withoutIndependentChecker(),
                KeptProofs.folder());
        return new ExtractedSpecs(
                build.open(FunctorSource.of("strong/Strong.v", "Strong"), SOURCES, "extracted", "Extracted"));
    }

    @Override
    public void close() throws IOException {
        compiled.close();
    }

    /** A point of the strong family, by its module in Guarantees.v. */
    ExploredMachine strong(String point) throws IOException, InterruptedException, GateFailure {
        String functor = "Strong.Strong P Guarantees." + point;
        return extracted(
                "strong_" + point,
                "Specification",
                Kind.CORE,
                "From Espalier.Framework Require Import Parameters Core.\n"
                        + "From Espalier.Strong Require Strong Guarantees.\n"
                        + "Module Specification (P : PARAMETERS) <: CORE P := " + functor + ".\n");
    }

    ExploredMachine suite(String file, Kind kind) throws IOException, InterruptedException, GateFailure {
        return extracted(
                "suite_" + file,
                "Specification",
                kind,
                "From Espalier.Suite Require " + file + ".\nModule Specification := " + file + ".Specification.\n");
    }

    ExploredMachine reference(String file, Kind kind) throws IOException, InterruptedException, GateFailure {
        return extracted(
                "reference_" + file,
                "Specification",
                kind,
                "From Espalier.Reference Require " + file + ".\nModule Specification := " + file + "." + file + ".\n");
    }

    /**
     * A specification of a test, all of whose definitions are the usual ones of a store without guards but for those
     * given, by name.
     */
    ExploredMachine written(String name, String before, Map<String, String> definitions)
            throws IOException, InterruptedException, GateFailure {
        StringBuilder text = new StringBuilder("From Coq Require Import List.\n"
                + "From Espalier.Framework Require Import Parameters Core.\n"
                + "From Espalier.Kit Require Import FiniteSet.\n"
                + "Module Specification (P : PARAMETERS) <: CORE P.\nImport P.\n" + before + "\n");
        PLAIN.forEach((method, plain) -> text.append("Definition ")
                .append(method)
                .append(' ')
                .append(definitions.getOrDefault(method, plain))
                .append(".\n"));
        return extracted(name, "Specification", Kind.CORE, text + "End Specification.\n");
    }

    /** A store without guards, whose clients know nothing. */
    private static final Map<String, String> PLAIN = plain();

    private static Map<String, String> plain() {
        Map<String, String> plain = new LinkedHashMap<>();
        plain.put("client_state", ": Type := unit");
        plain.put("replica_state", ": Type := key -> value");
        plain.put("get_payload", ": Type := unit");
        plain.put("answer_payload", ": Type := unit");
        plain.put("put_payload", ": Type := unit");
        plain.put("client_init", "(c : client) : client_state := tt");
        plain.put("replica_init", "(me : replica) (v : value) : replica_state := fun _ => v");
        plain.put("get_request", "(k : key) (c : client) (s : client_state) : get_payload * client_state := (tt, s)");
        plain.put("get_guard", "(k : key) (g : get_payload) (c : client) (me : replica) (r : replica_state) := true");
        plain.put(
                "get",
                "(k : key) (g : get_payload) (c : client) (me : replica) (r : replica_state)"
                        + " : value * answer_payload * replica_state := (r k, tt, r)");
        plain.put(
                "get_response",
                "(k : key) (v : value) (a : answer_payload) (c : client) (s : client_state) : client_state := s");
        plain.put(
                "put_request",
                "(k : key) (v : value) (now : nat) (c : client) (s : client_state)"
                        + " : put_payload * client_state := (tt, s)");
        String put = "(k : key) (v : value) (p : put_payload) (c : client) (me : replica) (r : replica_state) ";
        plain.put("put_guard", put + ":= true");
        plain.put("put", put + ": replica_state := fun asked => if key_eq_dec k asked then v else r asked");
        plain.put("put_seen", put + ":= false");
        return plain;
    }

    /** The extracted file of a machine with one thing in it replaced. */
    ExploredMachine broken(ExploredMachine machine, String name, String what, String by) throws IOException {
        String source = Files.readString(machine.source());
        assertThat(source).contains(what);
        Path file = compiled.folder().resolve(name + ".ml");
        Files.writeString(file, source.replace(what, by));
        return new ExploredMachine(name, file, machine.functor(), machine.kind());
    }

    private ExploredMachine extracted(String name, String functor, Kind kind, String definitions)
            throws IOException, InterruptedException, GateFailure {
        ExploredMachine present = machines.get(name);
        if (present != null) {
            return present;
        }
        CommandOutcome outcome = compiled.compile(
                "extracted/Extract_" + name + ".v",
                "From Coq Require Import Extraction ExtrOcamlBasic ExtrOcamlNatInt.\n" + definitions
                        + "Extraction Language OCaml.\n" + "Extraction \"" + name + ".ml\" " + functor + ".\n");
        assertThat(outcome.succeeded()).as(outcome.said()).isTrue();
        ExploredMachine machine = new ExploredMachine(name, compiled.folder().resolve(name + ".ml"), functor, kind);
        machines.put(name, machine);
        return machine;
    }
}
