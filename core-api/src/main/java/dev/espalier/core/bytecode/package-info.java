/** Whether compiled cores do nothing but compute: no reflection, no input or output, no state that outlives a call. */
@NullMarked
package dev.espalier.core.bytecode;

import org.jspecify.annotations.NullMarked;
