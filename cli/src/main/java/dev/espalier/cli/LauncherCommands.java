package dev.espalier.cli;

import picocli.CommandLine.Command;

/** The commands that the launcher itself carries out, because they need Maven and the sources; here for their help. */
final class LauncherCommands {
    private LauncherCommands() {}

    private abstract static class LauncherCommand implements Runnable {
        @Override
        public void run() {
            throw new IllegalStateException("the launcher ./espalier in the project's folder carries this command out");
        }
    }

    @Command(
            name = "test",
            mixinStandardHelpOptions = true,
            description = {
                "Run everything that must pass: the modules' tests, and every theorem and certificate with the prover.",
                "A test that fails is tried once more; if it passes then, it is named as a flake. In the end come the"
                        + " slowest classes.",
                "--campaigns [CLASS...] runs the tests instead that take minutes each. What follows is handed to Maven.",
                "Installs the prover, OCaml and Redis's tools from Debian where it may; tests that lack one are skipped"
                        + " with the reason."
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  espalier test",
                "  espalier test -pl kvstore-runtime -am     one module and what it needs",
                "  espalier test --campaigns                 the tests that are too long for every day",
                "  espalier test --campaigns CoreMutantTest  one class of them",
            })
    static final class TestCommand extends LauncherCommand {}

    @Command(
            name = "build",
            mixinStandardHelpOptions = true,
            description = "Build. Other commands do it by themselves when sources changed.",
            footerHeading = "%nExamples:%n",
            footer = "  espalier build")
    static final class BuildCommand extends LauncherCommand {}

    @Command(
            name = "format",
            mixinStandardHelpOptions = true,
            description = "Format the Java sources.",
            footerHeading = "%nExamples:%n",
            footer = "  espalier format")
    static final class FormatCommand extends LauncherCommand {}

    @Command(
            name = "microbench",
            mixinStandardHelpOptions = true,
            description = {
                "Measure cores' gets and puts in Java (JMH) beside hand-written Java and the natively compiled OCaml, alternating.",
                "Arguments: rounds (default 3), milliseconds a measurement (default 500)."
            },
            footerHeading = "%nExamples:%n",
            footer = {"  espalier microbench", "  espalier microbench 5 1000"})
    static final class MicrobenchCommand extends LauncherCommand {}

    @Command(
            name = "bridge-coverage",
            mixinStandardHelpOptions = true,
            description = {
                "Extract, translate and validate the whole corpus of Rocq developments, and write docs/bridge-coverage.md.",
                "Argument: inputs for each definition (default 40). Takes some ten minutes; needs Rocq and OCaml."
            },
            footerHeading = "%nExamples:%n",
            footer = {"  espalier bridge-coverage", "  espalier bridge-coverage 200"})
    static final class BridgeCoverageCommand extends LauncherCommand {}
}
