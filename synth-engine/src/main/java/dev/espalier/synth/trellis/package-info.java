/**
 * A development that anyone may grow, move by move: a person, a coding agent, a model. The engine holds the rails: what a
 * move may say is checked before the prover sees it, the prover judges the whole development with its holes after each
 * move, every move and verdict is on record, and what is closed goes through the audit of every other core.
 */
@NullMarked
package dev.espalier.synth.trellis;

import org.jspecify.annotations.NullMarked;
