/** Values that are taken apart and put together again are not made a second time. */
@NullMarked
package dev.espalier.bridge.passes.reuse;

import org.jspecify.annotations.NullMarked;
