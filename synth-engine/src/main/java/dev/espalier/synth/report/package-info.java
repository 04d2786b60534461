/**
 * What a search did, for people: a page from its journal, and a few lines while it runs. Reads events alone; nothing of
 * the search rests on it.
 */
@NullMarked
package dev.espalier.synth.report;

import org.jspecify.annotations.NullMarked;
