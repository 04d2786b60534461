package dev.espalier.cli.trellis;

import dev.espalier.synth.agent.AnthropicModel;
import dev.espalier.synth.agent.Caps;
import dev.espalier.synth.agent.Dialogue;
import dev.espalier.synth.agent.Endpoint;
import dev.espalier.synth.agent.OpenAiModel;
import dev.espalier.synth.agent.Roles;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which models propose moves, and what they may use. */
public final class AgentOptions {
    private static final String ANTHROPIC = "anthropic:";
    private static final String OPENAI = "openai:";
    private static final String HYBRID = "hybrid:";
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
            names = "--proposer",
            paramLabel = "MODEL",
            description = "Who is asked for lemmas where a proof is stuck; by default the policy's model.")
    private @Nullable String proposer;

    @Option(
            names = "--reloader",
            paramLabel = "MODEL",
            description =
                    "Who is asked for another representation where moves come to nothing; by default the policy's model.")
    private @Nullable String reloader;

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

    @Option(
            names = "--context-tokens",
            paramLabel = "N",
            defaultValue = "120000",
            description = "How long a conversation may become before it is begun anew (default: ${DEFAULT-VALUE}).")
    private long contextTokens;

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    public AgentOptions() {}

    /** Whether {@code policy} has a model propose moves. */
    public static boolean isModel(String policy) {
        String model = withoutHybrid(policy);
        return model.startsWith(ANTHROPIC) || model.startsWith(OPENAI);
    }

    /** Whether the search goes first under {@code policy}. */
    public static boolean isHybrid(String policy) {
        return policy.startsWith(HYBRID);
    }

    private static String withoutHybrid(String policy) {
        return isHybrid(policy) ? policy.substring(HYBRID.length()) : policy;
    }

    Roles roles(String policy) {
        Dialogue.Model deductive = model(withoutHybrid(policy));
        return new Roles(
                deductive,
                proposer == null ? deductive : model(proposer),
                reloader == null ? deductive : model(reloader));
    }

    Caps caps(Duration budget) {
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

    long contextTokens() {
        return contextTokens;
    }

    private Dialogue.Model model(String name) {
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
