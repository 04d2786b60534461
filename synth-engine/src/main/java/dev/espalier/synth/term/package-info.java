/**
 * The grammar of method bodies and the search through it: terms from the smallest up, those that give the same on all
 * examples only once, branches where no single term does.
 */
@NullMarked
package dev.espalier.synth.term;

import org.jspecify.annotations.NullMarked;
