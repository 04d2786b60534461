/**
 * What each faculty of a search is worth: the same specifications and seeds under configurations that each lack one, what
 * came of every run, and the table of all.
 */
@NullMarked
package dev.espalier.synth.ablation;

import org.jspecify.annotations.NullMarked;
