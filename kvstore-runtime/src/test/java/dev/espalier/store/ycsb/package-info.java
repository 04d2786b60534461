/** YCSB's core workloads against a cluster. */
@NullMarked
package dev.espalier.store.ycsb;

import org.jspecify.annotations.NullMarked;
