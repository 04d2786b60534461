/**
 * Exhaustive bounded exploration of specifications and cores. A machine is OCaml that the prover extracted
 * ({@link dev.espalier.synth.explore.ExploredMachine}); the exploration is OCaml too, kept as resources of this package,
 * compiled together with it and run as a program with limits on time, states and memory.
 *
 * <p>How to ask: {@link dev.espalier.synth.explore.Explorer#find} finds the compiler, {@code Explorer.open} makes a
 * working folder, to be closed; then
 *
 * <ul>
 *   <li>{@link dev.espalier.synth.explore.Explorer#litmus litmus}: does a machine allow the outcome of a
 *       {@link dev.espalier.synth.explore.LitmusTest}; the tests by name are in
 *       {@link dev.espalier.synth.explore.LitmusCatalogue};
 *   <li>{@link dev.espalier.synth.explore.Explorer#diff diff}: a client history that one of two machines has and the
 *       other has not, searched over all programs up to a size, or for programs that are given;
 *   <li>{@link dev.espalier.synth.explore.Explorer#conforms conforms}: the same in one direction, of a core against its
 *       specification;
 *   <li>{@link dev.espalier.synth.explore.Explorer#vacuity vacuity}: does a machine do anything at all, and can a
 *       replica be stuck;
 *   <li>{@link dev.espalier.synth.explore.Explorer#replay replay}: does a {@link dev.espalier.synth.explore.Witness} hold
 *       when it is run again. Every witness was, before it is handed out.
 * </ul>
 *
 * <p>Every answer says what it rests on: a witness, an exhausted bound in words, or which limit was exceeded after how
 * many states. What is explored, and why it suffices, is said in {@code sessions.ml} (cores), {@code nodes.ml} (cores in
 * Chapar's shape) and {@code worlds.ml} (the model word for word).
 */
@NullMarked
package dev.espalier.synth.explore;

import org.jspecify.annotations.NullMarked;
