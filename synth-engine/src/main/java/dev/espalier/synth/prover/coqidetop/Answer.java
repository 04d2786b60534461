package dev.espalier.synth.prover.coqidetop;

import dev.espalier.synth.prover.session.Location;
import dev.espalier.synth.prover.session.Message;
import dev.espalier.synth.prover.session.ProverError;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a call came to. */
sealed interface Answer {
    /**
     * It was done.
     *
     * @param content the one part of the answer
     * @param messages what was said meanwhile
     */
    record Good(XmlElement content, List<Message> messages) implements Answer {}

    /**
     * It was not.
     *
     * @param stopped why we interrupted it, if that is why it was not
     */
    record Bad(
            String message,
            Optional<Location> location,
            @Nullable ProverError stopped) implements Answer {}
}
