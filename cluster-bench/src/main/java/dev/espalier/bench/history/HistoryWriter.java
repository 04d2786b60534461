package dev.espalier.bench.history;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes histories in the text format of Plume (Liu et al., OOPSLA 2024) and AWDIT (Møldrup and Pavlogiannis, PLDI
 * 2025), so that those tools can judge them too: a line {@code r(key,value,session,transaction)} or
 * {@code w(key,value,session,transaction)} an operation, session after session, a transaction an operation.
 */
public final class HistoryWriter {
    private HistoryWriter() {}

    /** Writes {@code history} to {@code file}, replacing what was there. */
    public static void write(History history, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            write(history, out);
        }
    }

    /** Writes {@code history} to {@code out}, which is left open. */
    public static void write(History history, OutputStream out) throws IOException {
        // Four numbers of at most 20 characters, and punctuation.
        byte[] line = new byte[96];
        for (int operation = 0; operation < history.operations(); operation++) {
            line[0] = (byte) (history.isWrite(operation) ? 'w' : 'r');
            line[1] = '(';
            int length = append(line, 2, history.keyLabel(history.key(operation)));
            line[length++] = ',';
            length = append(line, length, history.value(operation));
            line[length++] = ',';
            length = append(line, length, history.sessionLabel(history.session(operation)));
            line[length++] = ',';
            length = append(line, length, operation);
            line[length++] = ')';
            line[length++] = '\n';
            out.write(line, 0, length);
        }
    }

    private static int append(byte[] line, int at, long number) {
        if (number < 0) {
            throw new IllegalArgumentException(
                    "the text format has no negative numbers, and the history has " + number + "; renumber it");
        }
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        long rest = number;
        for (int i = at + digits - 1; i >= at; i--) {
            line[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return at + digits;
    }
}
