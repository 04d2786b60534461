package dev.espalier.bridge.validate;

import dev.espalier.bridge.exports.ExportedFunctor;
import java.util.List;
import java.util.Map;

/**
 * What an open functor is applied to.
 *
 * @param functor the functor
 * @param parameters for each parameter, what stands for each operation by its name
 */
record FunctorArguments(ExportedFunctor functor, List<Map<String, Meaning>> parameters) {}
