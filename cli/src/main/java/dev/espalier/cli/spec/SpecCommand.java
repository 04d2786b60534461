package dev.espalier.cli.spec;

import dev.espalier.cli.suggest.SpecSuggestCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Specifications: what they promise, what they allow, whether they are sound. */
@Command(
        name = "spec",
        mixinStandardHelpOptions = true,
        description = {
            "List specifications, explore what they allow, check a new one, compare two.",
            "A specification is named (suite/ryw, strong/mr+mw, strong/causal+) or is a file. A core's file will do too."
        },
        subcommands = {
            SpecListCommand.class,
            SpecShowCommand.class,
            SpecCheckCommand.class,
            SpecLitmusCommand.class,
            SpecDiffCommand.class,
            SpecLatticeCommand.class,
            SpecSuggestCommand.class,
            SpecTheoremsCommand.class,
            SpecMutantsCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier spec list",
            "  espalier spec show strong/causal+",
            "  espalier spec litmus suite/ryw           the stale read that it allows",
            "  espalier spec check MySpecification.v    does it compile, is it vacuous",
            "  espalier spec diff suite/ryw strong/ryw  what one allows, the other not",
            "  espalier spec lattice                    what every named specification allows, in one table",
            "  espalier spec suggest --promise causal   which one do you mean? asks what you have not said",
            "  espalier spec theorems                   all theorems and their assumptions",
            "  espalier spec mutants                    wrong cores, and what kills them"
        })
public final class SpecCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    SpecCommand() {}

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say list, show, check, litmus, diff, lattice, suggest, theorems or mutants");
    }
}
