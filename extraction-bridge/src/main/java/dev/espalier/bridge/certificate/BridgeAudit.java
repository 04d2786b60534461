package dev.espalier.bridge.certificate;

import dev.espalier.bridge.BridgeResult;
import dev.espalier.bridge.compile.JavaCompilation;
import dev.espalier.core.bytecode.BytecodeCheck;
import dev.espalier.core.bytecode.BytecodeReport;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What the bridge itself checks of a translation, and what it adds to the audit that the proof gate began. */
public final class BridgeAudit {
    /** The entry of {@link BytecodeCheck}. */
    public static final String BYTECODE = "bytecode";

    /** The outcome of a check that holds. */
    public static final String PASSED = "passed";

    private static final Set<String> ENTRIES = Set.of(BYTECODE, TranslationAudit.NAME);

    private BridgeAudit() {}

    /** The entries of {@code audit} that are not the bridge's. */
    public static Map<String, String> ofGate(Map<String, String> audit) {
        Map<String, String> rest = new TreeMap<>(audit);
        rest.keySet().removeAll(ENTRIES);
        return rest;
    }

    /** {@code evidence} with one more outcome of a check of the bridge. */
    public static ProofEvidence with(ProofEvidence evidence, String check, String outcome) {
        if (!ENTRIES.contains(check)) {
            throw new IllegalArgumentException(check + " is no check of the bridge: " + ENTRIES);
        }
        Map<String, String> audit = new TreeMap<>(evidence.audit());
        audit.put(check, outcome);
        return new ProofEvidence(
                evidence.specificationName(),
                evidence.specification(),
                evidence.proof(),
                evidence.theorem(),
                evidence.assumptions(),
                audit,
                evidence.prover());
    }

    /** Why the classes of {@code result} may not be signed off; empty if they do nothing but compute. */
    public static Optional<String> bytecodeRefusal(BridgeResult result) {
        return switch (JavaCompilation.of(result.files(), JavaCompilation.AS_BUILT)) {
            case JavaCompilation.NoCompiler() ->
                Optional.of("its classes cannot be checked: this Java has no compiler; run with a JDK");
            case JavaCompilation.Refused(var diagnostics) ->
                Optional.of("the generated source does not compile: " + diagnostics);
            case JavaCompilation.Compiled(var classes) -> {
                BytecodeReport report = BytecodeCheck.check(classes);
                yield report.passed()
                        ? Optional.empty()
                        : Optional.of("its classes do more than compute:\n" + report.text());
            }
        };
    }
}
