/** The OCaml front end: lexer, parser and syntax tree, with positions. */
@NullMarked
package dev.espalier.bridge.ocaml;

import org.jspecify.annotations.NullMarked;
