/**
 * From what a search leaves behind to the files of a core: its program, statement, proof and extraction among the
 * specifications, and its manifest. Nothing here judges a proof; the gate does.
 */
@NullMarked
package dev.espalier.synth.emit;

import org.jspecify.annotations.NullMarked;
