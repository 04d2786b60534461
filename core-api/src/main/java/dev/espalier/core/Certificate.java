package dev.espalier.core;

import java.util.List;
import java.util.Map;

/**
 * Why a core may be trusted: what was proved, of what, by which tools. Every hash is SHA-256 in lower-case
 * hexadecimal. A file hash covers the file's bytes; keys of the maps are paths: of {@code specification} and
 * {@code proof} relative to {@code specs/}, of {@code extracted} and {@code generated} relative to the folders of those
 * names in the core's folder.
 *
 * @param format version of this format, at present 1
 * @param core the core's name, for example {@code vector-clock}
 * @param adapterClass fully qualified name of the generated class that implements {@link Core} or {@link NodeCore}
 * @param specificationName the specification that the core refines, for example {@code strong/causal+}
 * @param specification hashes of the statement files: framework and specification
 * @param proof hashes of the core's own Rocq files: definitions and proofs
 * @param theorem fully qualified name of the theorem that was checked
 * @param assumptions what {@code Print Assumptions} printed for it, a line an element
 * @param audit results of the checks besides the kernel's, name to outcome, for example {@code coqchk -> passed}
 * @param prover the prover and its version
 * @param extracted hashes of the extracted {@code .ml} and {@code .mli}
 * @param bridgeVersion version of the bridge that made the Java
 * @param generated hashes of the generated Java sources
 */
public record Certificate(
        int format,
        String core,
        String adapterClass,
        String specificationName,
        Map<String, String> specification,
        Map<String, String> proof,
        String theorem,
        List<String> assumptions,
        Map<String, String> audit,
        String prover,
        Map<String, String> extracted,
        String bridgeVersion,
        Map<String, String> generated) {
    /** The format that this version reads and writes. */
    public static final int FORMAT = 1;

    public Certificate {
        specification = Map.copyOf(specification);
        proof = Map.copyOf(proof);
        assumptions = List.copyOf(assumptions);
        audit = Map.copyOf(audit);
        extracted = Map.copyOf(extracted);
        generated = Map.copyOf(generated);
    }
}
