/**
 * Designs of cores: how each piece of a specification's state and payloads is represented, what a value becomes under a
 * representation, and why a representation does not do.
 */
@NullMarked
package dev.espalier.synth.design;

import org.jspecify.annotations.NullMarked;
