/**
 * The search: designs one after another, each with the reason why the one before did not do, until a core is grown
 * whose obligations the prover accepts. Everything that is tried and what came of it is in a journal.
 */
@NullMarked
package dev.espalier.synth.search;

import org.jspecify.annotations.NullMarked;
