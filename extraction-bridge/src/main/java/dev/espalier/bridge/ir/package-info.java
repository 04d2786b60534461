/** The typed intermediate representation: what a program means, free of syntax and of Java. */
@NullMarked
package dev.espalier.bridge.ir;

import org.jspecify.annotations.NullMarked;
