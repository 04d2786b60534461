/** Java source from the intermediate representation. */
@NullMarked
package dev.espalier.bridge.java;

import org.jspecify.annotations.NullMarked;
