package dev.espalier.synth.gate;

import dev.espalier.bridge.certificate.ProofEvidence;
import java.nio.file.Path;

/**
 * An open gate.
 *
 * @param evidence what the certificate is written from; compare it with an existing certificate's to verify that
 * @param implementation the extracted {@code .ml}
 * @param signature the extracted {@code .mli}
 * @param overMap whether the core leaves its map open
 */
public record GateResult(ProofEvidence evidence, Path implementation, Path signature, boolean overMap) {}
