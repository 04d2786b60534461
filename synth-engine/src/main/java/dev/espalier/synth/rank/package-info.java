/**
 * How fast cores are: they are run beside one another in this process, in turn, and compared within each round. It knows
 * cores by their interface alone, and nothing of how they were found.
 */
@NullMarked
package dev.espalier.synth.rank;

import org.jspecify.annotations.NullMarked;
