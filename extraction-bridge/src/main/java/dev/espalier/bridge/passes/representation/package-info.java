/**
 * Basic inductive types that extraction leaves as they are, held in what Java has for them: which types these are, and
 * their constructors and matches as operations of the built-in types.
 */
@NullMarked
package dev.espalier.bridge.passes.representation;

import org.jspecify.annotations.NullMarked;
