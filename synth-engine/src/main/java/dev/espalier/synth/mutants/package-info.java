/** Wrong cores: small edits of correct ones, and by what each is found out. */
@NullMarked
package dev.espalier.synth.mutants;

import org.jspecify.annotations.NullMarked;
