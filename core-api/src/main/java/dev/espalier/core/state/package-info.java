/**
 * The map that a core's state is written against: Rocq's module type {@code MAP} ({@code specs/kit/Map.v}), updated in
 * place for cores that use their state once, persistent for the others.
 */
@NullMarked
package dev.espalier.core.state;

import org.jspecify.annotations.NullMarked;
