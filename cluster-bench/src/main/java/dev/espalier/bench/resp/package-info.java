/** The client side of RESP, the Redis serialization protocol: a total reply reader, and a blocking client for the occasional call. */
@NullMarked
package dev.espalier.bench.resp;

import org.jspecify.annotations.NullMarked;
