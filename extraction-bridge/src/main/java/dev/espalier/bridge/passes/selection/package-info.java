/** Before the passes: restricts a program to one module and what that needs. */
@NullMarked
package dev.espalier.bridge.passes.selection;

import org.jspecify.annotations.NullMarked;
