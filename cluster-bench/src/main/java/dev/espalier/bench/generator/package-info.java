/**
 * Several processes that generate one load, here or on other machines: each is told its share over its standard input, they
 * start together, and what they measured is merged as histograms.
 */
@NullMarked
package dev.espalier.bench.generator;

import org.jspecify.annotations.NullMarked;
