package dev.espalier.bridge.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.bridge.BridgeResult;
import dev.espalier.bridge.differential.NativeOcaml;
import dev.espalier.bridge.exports.Exports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BridgeAuditTest {
    private static final Path CORE = Path.of("..", "verified-cores", "vector-clock");

    private static BridgeResult result(String text) {
        return new BridgeResult(
                new TreeMap<>(Map.of("core/A.java", text)),
                "core.A",
                new Exports(List.of(), List.of(), List.of(), false, false),
                List.of());
    }

    @Test
    void classesThatComputeAreFit() {
        assertThat(BridgeAudit.bytecodeRefusal(result("package core; final class A { int f() { return 1; } }")))
                .isEmpty();
    }

    @Test
    void classesThatDoMoreAreNot() {
        assertThat(BridgeAudit.bytecodeRefusal(result("package core; final class A { static int count; }")))
                .hasValueSatisfying(reason -> assertThat(reason).contains("core.A.count: is a static field"));
        assertThat(BridgeAudit.bytecodeRefusal(result("package core; final class A { int f() {} }")))
                .hasValueSatisfying(reason -> assertThat(reason).contains("does not compile"));
    }

    @Test
    void whatTheBridgeAddsIsToldFromWhatTheGateSaw() {
        Map<String, String> gate = Map.of("coqchk", "passed");
        ProofEvidence seen =
                new ProofEvidence("strong/causal", Map.of(), Map.of(), "theorem", List.of(), gate, "prover");
        ProofEvidence audited = BridgeAudit.with(seen, BridgeAudit.BYTECODE, BridgeAudit.PASSED);
        assertThat(audited.audit())
                .containsExactlyInAnyOrderEntriesOf(Map.of("coqchk", "passed", "bytecode", "passed"));
        assertThat(BridgeAudit.ofGate(audited.audit())).isEqualTo(gate);
    }

    @Test
    void retranslatingChecksAndSaysSo(@TempDir Path parent) throws Exception {
        NativeOcaml.assumePresent();
        Path folder = parent.resolve("vector-clock");
        Files.createDirectories(folder.resolve("extracted"));
        for (String file : List.of("extracted/VectorClock.ml", "extracted/VectorClock.mli", "certificate.json")) {
            Files.copy(CORE.resolve(file), folder.resolve(file));
        }
        assertThat(CoreEmitter.retranslate(folder))
                .isInstanceOfSatisfying(
                        CoreEmitter.Emitted.class,
                        emitted -> assertThat(emitted.certificate().audit()).containsEntry("bytecode", "passed"));
    }
}
