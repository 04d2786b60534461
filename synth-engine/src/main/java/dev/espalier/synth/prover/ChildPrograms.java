package dev.espalier.synth.prover;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What every program that runs outside this process has in common: where it looks, and how it is ended. */
public final class ChildPrograms {
    private ChildPrograms() {}

    /**
     * Makes {@code environment} independent of the user's: the C locale, no variables of Coq's, and {@code home} for a
     * home, so that neither start-up files nor libraries in a user's folder change what a prover reads.
     */
    public static void isolate(Map<String, String> environment, Path home) {
        String folder = home.toAbsolutePath().toString();
        environment.keySet().removeIf(name -> name.startsWith("COQ") || name.startsWith("ROCQ"));
        environment.put("HOME", folder);
        for (String name : List.of("XDG_DATA_HOME", "XDG_DATA_DIRS", "XDG_CONFIG_HOME", "XDG_CONFIG_DIRS")) {
            environment.put(name, folder);
        }
        environment.keySet().removeIf(name -> name.startsWith("LC_"));
        environment.put("LC_ALL", "C");
    }

    /** Kills {@code process} and all that it started; returns at once. */
    public static void kill(Process process) {
        // Children first: once their parent is gone they can no longer be found from here.
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
