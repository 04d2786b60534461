package dev.espalier.cli.trellis;

import dev.espalier.cli.terminal.CommandFailedException;
import dev.espalier.synth.trellis.GradeText;
import dev.espalier.synth.trellis.ToolArguments;
import dev.espalier.synth.trellis.Tools;
import dev.espalier.synth.trellis.Trellis;
import dev.espalier.synth.trellis.WrongCallException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One development at a time, which stays open between an agent's calls, so that the prover need not start again. For
 * several threads, one call at a time.
 */
final class ToolBench implements AutoCloseable {
    private final Developments developments;
    private @Nullable Trellis trellis;
    private @Nullable Tools tools;

    ToolBench(Developments developments) {
        this.developments = developments;
    }

    /**
     * Calls {@code tool}.
     *
     * @param by who calls, for the record
     */
    synchronized Tools.Answer call(String tool, Map<String, Object> arguments, String by) throws InterruptedException {
        try {
            if (tool.equals("open")) {
                return opened(new ToolArguments(tool, arguments));
            }
            return tools == null
                    ? new Tools.Answer(
                            "no development is open; call open with a specification, such as strong/mr", true)
                    : tools.call(tool, arguments, by);
        } catch (CommandFailedException | IOException | WrongCallException e) {
            return new Tools.Answer(String.valueOf(e.getMessage()), true);
        }
    }

    private Tools.Answer opened(ToolArguments arguments) throws IOException, InterruptedException, WrongCallException {
        String specification = arguments.text("specification");
        @Nullable Path folder = arguments.maybe("folder").map(Path::of).orElse(null);
        if (trellis != null) {
            trellis.close();
            tools = null;
            trellis = null;
        }
        Trellis opened = developments.begin(specification, folder);
        trellis = opened;
        tools = new Tools(opened);
        return new Tools.Answer(GradeText.of(opened), false);
    }

    @Override
    public synchronized void close() throws IOException {
        try (developments) {
            if (trellis != null) {
                trellis.close();
                trellis = null;
            }
        }
    }
}
