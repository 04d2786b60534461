package dev.espalier.bridge.certificate;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the proof gate saw: the part of a core's certificate that the prover answers for. Deterministic: the same
 * sources and the same prover give the same evidence. Hashes are SHA-256 in lower-case hexadecimal; paths are relative
 * to {@code specs/} and have forward slashes. The maps are sorted by key.
 *
 * @param specificationName the specification that the core refines, for example {@code strong/causal+}
 * @param specification path to hash of the statement files: framework and specification
 * @param proof path to hash of the core's own Rocq files: definitions and proofs
 * @param theorem fully qualified names of the theorems that were checked, separated by a comma and a space
 * @param assumptions what {@code Print Assumptions} printed for them, a line an element
 * @param audit results of the checks besides the kernel's, name to outcome, for example {@code coqchk -> passed}
 * @param prover the prover and its version
 */
public record ProofEvidence(
        String specificationName,
        Map<String, String> specification,
        Map<String, String> proof,
        String theorem,
        List<String> assumptions,
        Map<String, String> audit,
        String prover) {
    public ProofEvidence {
        specification = sorted(specification);
        proof = sorted(proof);
        assumptions = List.copyOf(assumptions);
        audit = sorted(audit);
    }

    /** The same with what the bridge found of the translation; {@code null} for nothing. */
    ProofEvidence translation(@Nullable String found) {
        Map<String, String> all = new TreeMap<>(audit);
        if (found == null) {
            all.remove(TranslationAudit.NAME);
        } else {
            all.put(TranslationAudit.NAME, found);
        }
        return new ProofEvidence(specificationName, specification, proof, theorem, assumptions, all, prover);
    }

    private static Map<String, String> sorted(Map<String, String> map) {
        return Collections.unmodifiableMap(new TreeMap<>(map));
    }
}
