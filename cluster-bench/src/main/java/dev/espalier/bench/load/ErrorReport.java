package dev.espalier.bench.load;

/**
 * The errors of one kind.
 *
 * @param kind which kind
 * @param count how many; of {@link ErrorKind#SERVER_ERROR} operations, of the others connections
 * @param firstMessage the first one (of some generator thread), with the server it came from
 */
public record ErrorReport(ErrorKind kind, long count, String firstMessage) {}
