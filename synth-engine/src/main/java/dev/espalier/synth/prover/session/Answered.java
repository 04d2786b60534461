package dev.espalier.synth.prover.session;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The prover's answer to a query.
 *
 * @param messages in order
 */
public record Answered(List<Message> messages) implements QueryResult {
    public Answered {
        messages = List.copyOf(messages);
    }

    /** The texts of all messages, a line between them. */
    public String text() {
        return messages.stream().map(Message::text).collect(Collectors.joining("\n"));
    }
}
