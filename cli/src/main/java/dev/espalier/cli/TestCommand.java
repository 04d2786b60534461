package dev.espalier.cli;

import picocli.CommandLine.Command;

/** Stands here for the help: the launcher itself runs the tests, because they need Maven and the build. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = {
            "Run everything that must pass: the modules' tests, then every core's certificate with the prover.",
            "What follows is handed to Maven.",
            "Installs the prover, OCaml and Redis's tools from Debian where it may; tests that lack one are skipped"
                    + " with the reason."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier test",
            "  espalier test -pl kvstore-runtime -am     one module and what it needs",
        })
final class TestCommand implements Runnable {
    @Override
    public void run() {
        throw new IllegalStateException("run ./espalier test: the launcher in the project's folder runs the tests");
    }
}
