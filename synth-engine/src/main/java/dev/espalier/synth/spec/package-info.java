/** Specifications: what a file says of itself, which there are, and which point of a family a name means. */
@NullMarked
package dev.espalier.synth.spec;

import org.jspecify.annotations.NullMarked;
