/**
 * Language models as agents: a model is asked for moves, gets the verdict on each in the prover's own words, and is asked
 * again, until the development is closed, it gives up, or a cap is reached. Nothing here is trusted: a model calls the
 * tools of {@code synth.trellis}, as any other agent does.
 */
@NullMarked
package dev.espalier.synth.agent;

import org.jspecify.annotations.NullMarked;
