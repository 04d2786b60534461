/** What each session did and saw: recorded at low cost, kept in arrays, written in the text format of AWDIT and Plume. */
@NullMarked
package dev.espalier.bench.history;

import org.jspecify.annotations.NullMarked;
