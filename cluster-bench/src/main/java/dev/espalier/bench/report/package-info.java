/** Reports for people (aligned text) and for programs (JSON). */
@NullMarked
package dev.espalier.bench.report;

import org.jspecify.annotations.NullMarked;
