/** What programs of the intermediate representation mean: a reference interpreter, to compare everything else with. */
@NullMarked
package dev.espalier.bridge.interpreter;

import org.jspecify.annotations.NullMarked;
