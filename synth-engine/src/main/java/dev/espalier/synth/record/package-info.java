/** Records on the disk: what was done, a line at a time, as it is found again after a crash. */
@NullMarked
package dev.espalier.synth.record;

import org.jspecify.annotations.NullMarked;
