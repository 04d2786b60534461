package dev.espalier.bridge.passes;

import dev.espalier.bridge.ir.Program;

/**
 * One transformation of a whole program, which keeps its meaning. A pass may rewrite the definitions of the program that
 * it is given in place.
 */
public interface Pass {
    /** Its name, as users type it to see the program after it: one word in lower case. */
    String name();

    /** The transformed program. */
    Program run(Program program);
}
