package dev.espalier.synth.trellis;

import java.util.List;

/**
 * A hole as one sees it.
 *
 * @param name the hole
 * @param states what is to be defined or shown, in Rocq
 * @param beside what helps: of a member of the core, what the specification has in its place
 * @param goals what is left to show; empty of a definition
 * @param refused what the prover said of tactics that were tried; empty if it accepts them, or none were
 */
public record Look(String name, String states, String beside, List<String> goals, String refused) {}
