package dev.espalier.cli.serve;

import dev.espalier.store.command.CommandReference;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code espalier commands}: what clients may send to a node. */
@Command(
        name = "commands",
        mixinStandardHelpOptions = true,
        description = {
            "Show every command that a node takes from clients: options, what it means where several nodes take writes,",
            "and which commands of Redis there are not, and why."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier commands | less",
            "  espalier commands --markdown > docs/commands.md",
        })
public final class CommandsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--markdown", description = "As docs/commands.md has it; without it, the same without the marks.")
    private boolean markdown;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    CommandsCommand() {}

    @Override
    public Integer call() {
        String text = CommandReference.markdown();
        spec.commandLine().getOut().print(markdown ? text : plain(text));
        spec.commandLine().getOut().flush();
        return 0;
    }

    /** Without backquotes, emphasis and the lines under heads of tables; cells stay apart by bars. */
    private static String plain(String text) {
        return text.replace("`", "").replace("**", "").replace("\\|", "|").replaceAll("\\|---\\|---\\|---\\|\n", "");
    }
}
