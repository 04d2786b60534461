/**
 * Rocq sources as the gate reads them: sentences of tokens, without comments. Nothing here understands terms; it is
 * enough to see which commands a file gives.
 */
@NullMarked
package dev.espalier.synth.rocq;

import org.jspecify.annotations.NullMarked;
