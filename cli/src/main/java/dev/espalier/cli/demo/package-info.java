/** The whole way, from the specification to checked figures. */
@NullMarked
package dev.espalier.cli.demo;

import org.jspecify.annotations.NullMarked;
