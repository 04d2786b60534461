/**
 * The published experiment, run again: for each guarantee its reference core beside verified ones, over put rates and over
 * numbers of operations, on one page with the published points.
 */
@NullMarked
package dev.espalier.bench.paper;

import org.jspecify.annotations.NullMarked;
