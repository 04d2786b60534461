package dev.espalier.synth.gate;

import dev.espalier.synth.gate.GateFailure.Reason;

/**
 * Everything that gives the statement its meaning must be frozen. The one exception is the core itself: the statement
 * names it, and is about it whatever it does. Its files must not change how the statement is read.
 */
final class SpecificationClosure {
    private SpecificationClosure() {}

    static void check(
            CoreManifest manifest, Sources sources, Dependencies dependencies, Statement statement, String coreFile)
            throws GateFailure {
        for (String path : manifest.specification()) {
            for (String loaded : dependencies.direct(path)) {
                boolean theCore = path.equals(statement.file()) && loaded.equals(coreFile);
                if (!manifest.specification().contains(loaded) && !theCore) {
                    throw new GateFailure(
                            Reason.SPECIFICATION_CHANGED,
                            path,
                            "it loads " + loaded + " (hash "
                                    + sources.file(loaded).hash() + "), which is not frozen",
                            "Name that file under specification in the manifest and freeze it after a review");
                }
            }
        }
        CoreEffects effects = new CoreEffects(sources.file(statement.file()));
        effects.refuseImportOf(sources.nameOf(coreFile));
        for (String path : dependencies.closure(coreFile)) {
            if (!manifest.specification().contains(path)) {
                effects.check(sources.file(path));
            }
        }
    }
}
