package dev.espalier.cli.trellis;

import dev.espalier.synth.agent.AnthropicModel;
import dev.espalier.synth.agent.Caps;
import dev.espalier.synth.agent.Dialogue;
import dev.espalier.synth.agent.Endpoint;
import dev.espalier.synth.agent.OpenAiModel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where models are, and what they may use. */
public final class ModelOptions {
    private static final String ANTHROPIC = "anthropic:";
    private static final String OPENAI = "openai:";
    private static final long TURN_TOKENS_MAX = 16_000;
    private static final int RETRIES = 4;
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            description =
                    "Where the models are, if not at their provider: http://localhost:11434/v1 for a local server.")
    private @Nullable String baseUrl;

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            defaultValue = "2000000",
            description = "Most tokens of models, read and written (default: ${DEFAULT-VALUE}).")
    private long tokens;

    @Option(
            names = "--max-dollars",
            paramLabel = "D",
            description = "Most dollars, by --prices; no turn is begun beyond.")
    private @Nullable Double dollars;

    @Option(
            names = "--prices",
            split = ",",
            paramLabel = "IN,CACHED,OUT",
            description = "Dollars for a million tokens read, read from the cache, and written, such as 3,0.3,15.")
    private @Nullable List<Double> prices;

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    public ModelOptions() {}

    /** Whether {@code name} is that of a model, with its provider. */
    public static boolean isModel(String name) {
        return name.startsWith(ANTHROPIC) || name.startsWith(OPENAI);
    }

    /** What may be used within {@code budget}. */
    public Caps caps(Duration budget) {
        if (dollars != null && prices == null) {
            throw new ParameterException(
                    command.commandLine(), "--max-dollars wants --prices IN,CACHED,OUT to reckon with");
        }
        if (prices != null && prices.size() != 3) {
            throw new ParameterException(
                    command.commandLine(), "--prices " + prices + " are not three numbers: IN,CACHED,OUT");
        }
        return new Caps(
                tokens,
                dollars == null ? Double.POSITIVE_INFINITY : dollars,
                budget,
                prices == null ? Caps.Prices.NONE : new Caps.Prices(prices.get(0), prices.get(1), prices.get(2)));
    }

    /** The model called {@code name}; nothing is sent yet. */
    public Dialogue.Model model(String name) {
        if (name.startsWith(ANTHROPIC)) {
            return new AnthropicModel(
                    endpoint("ANTHROPIC_API_KEY"), name.substring(ANTHROPIC.length()), TURN_TOKENS_MAX);
        }
        if (name.startsWith(OPENAI)) {
            return new OpenAiModel(endpoint("OPENAI_API_KEY"), name.substring(OPENAI.length()), TURN_TOKENS_MAX);
        }
        throw new ParameterException(
                command.commandLine(), "there is no model " + name + "; say anthropic:NAME or openai:NAME");
    }

    private Endpoint endpoint(String variable) {
        String key = System.getenv(variable);
        if (key == null || key.isBlank()) {
            if (baseUrl == null) {
                throw new ParameterException(
                        command.commandLine(),
                        "the environment has no " + variable + "; set it, or name a server of your own by --base-url");
            }
            key = "none"; // a local server asks for none
        }
        return new Endpoint(Optional.ofNullable(baseUrl), key.strip(), RETRIES, TIMEOUT);
    }
}
