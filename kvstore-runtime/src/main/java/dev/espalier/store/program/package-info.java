/**
 * A node as the programs mode of the bench runs it: production engine, production links, and clients inside the process
 * instead of RESP connections. Told what to do over standard input, it answers on standard output.
 */
@NullMarked
package dev.espalier.store.program;

import org.jspecify.annotations.NullMarked;
