package dev.espalier.cli.bench;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Flags for the heap of nodes that run programs. */
final class HeapFlags {
    private HeapFlags() {}

    /**
     * A heap that never changes its size: one that shrinks between rounds makes the next one wait for the kernel.
     *
     * @param size as in 512m or 2g
     * @param line whose usage is shown with an error
     */
    static List<String> of(String size, CommandLine line) {
        if (!size.matches("[1-9]\\d{0,9}[kKmMgG]")) {
            throw new ParameterException(line, "--heap \"" + size + "\" is not a size such as 512m or 2g");
        }
        return List.of("-Xms" + size, "-Xmx" + size, "-XX:NewRatio=1");
    }
}
