package dev.espalier.cli.trellis;

import dev.espalier.synth.agent.Caps;
import dev.espalier.synth.agent.Dialogue;
import dev.espalier.synth.agent.Roles;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which models propose moves, and what they may use. */
public final class AgentOptions {
    private static final String HYBRID = "hybrid:";

    @Mixin
    private ModelOptions models;

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
            names = "--context-tokens",
            paramLabel = "N",
            defaultValue = "120000",
            description = "How long a conversation may become before it is begun anew (default: ${DEFAULT-VALUE}).")
    private long contextTokens;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    public AgentOptions() {}

    /** Whether {@code policy} has a model propose moves. */
    public static boolean isModel(String policy) {
        return ModelOptions.isModel(withoutHybrid(policy));
    }

    /** Whether the search goes first under {@code policy}. */
    public static boolean isHybrid(String policy) {
        return policy.startsWith(HYBRID);
    }

    private static String withoutHybrid(String policy) {
        return isHybrid(policy) ? policy.substring(HYBRID.length()) : policy;
    }

    Roles roles(String policy) {
        Dialogue.Model deductive = models.model(withoutHybrid(policy));
        return new Roles(
                deductive,
                proposer == null ? deductive : models.model(proposer),
                reloader == null ? deductive : models.model(reloader));
    }

    Caps caps(Duration budget) {
        return models.caps(budget);
    }

    long contextTokens() {
        return contextTokens;
    }
}
