package dev.espalier.bench.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads what {@link HistoryWriter} wrote, and the same format by others. A session's operations are in the order of
 * lines. Lines of transaction -1 (aborted) and blank lines are skipped. Refuses transactions of several operations:
 * the checker here is for single operations.
 */
public final class HistoryReader {
    private static final int END = -1;
    private static final long ABORTED = -1;

    private static final String CORRECT = "correct that line, or record the history again";

    private final InputStream in;
    private final String source;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;
    private long line = 1;

    private HistoryReader(InputStream in, String source) {
        this.in = in;
        this.source = source;
    }

    /**
     * Reads {@code file}. An empty one gives a history without operations.
     *
     * @throws MalformedHistoryException naming the file and the line that is not an operation
     * @throws IOException naming the file and why it cannot be read
     */
    public static History read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("history " + file + " is a directory; name a file in it");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new HistoryReader(in, "history " + file).readAll();
        } catch (MalformedHistoryException e) {
            throw e;
        } catch (NoSuchFileException e) {
            throw new IOException("history " + file + " does not exist; check the path", e);
        } catch (AccessDeniedException e) {
            throw new IOException("history " + file + " cannot be read: permission is denied; make it readable", e);
        } catch (IOException e) {
            throw new IOException(
                    "history " + file + " cannot be read: " + e.getMessage() + "; check that it is a readable file", e);
        }
    }

    /**
     * Reads to the end of {@code in}, which is left open.
     *
     * @throws MalformedHistoryException naming the line that is not an operation
     */
    public static History read(InputStream in) throws IOException {
        return new HistoryReader(in, "history").readAll();
    }

    private History readAll() throws IOException {
        HistoryBuilder builder = History.builder();
        Map<Long, Long> lastTransactions = new HashMap<>();
        for (int kind = next(); kind != END; kind = next()) {
            if (kind == '\n') {
                line++;
                continue;
            }
            if (kind == '\r') {
                continue;
            }
            if (kind != 'r' && kind != 'w') {
                throw malformed("expected r(key,value,session,transaction) or w(...), found " + show(kind));
            }
            expect('(');
            long key = number(',', false);
            long value = number(',', false);
            long session = number(',', false);
            long transaction = number(')', true);
            endLine();
            if (transaction == ABORTED) {
                continue;
            }
            Long previous = lastTransactions.put(session, transaction);
            if (previous != null && previous == transaction) {
                throw new MalformedHistoryException(
                        source,
                        line - 1,
                        "transaction " + transaction + " of session " + session + " has a second operation",
                        "this checker judges single operations, so number each one");
            }
            builder.add(session, key, kind == 'w', value);
        }
        return builder.build();
    }

    private long number(char terminator, boolean mayBeAborted) throws IOException {
        int next = next();
        boolean negative = mayBeAborted && next == '-';
        if (negative) {
            next = next();
        }
        long value = 0;
        int digits = 0;
        while (next >= '0' && next <= '9') {
            int digit = next - '0';
            if (value > (Long.MAX_VALUE - digit) / 10) {
                throw malformed("a number beyond 63 bits");
            }
            value = value * 10 + digit;
            digits++;
            next = next();
        }
        if (digits == 0 || next != terminator) {
            throw malformed("expected " + (digits == 0 ? "a number" : "'" + terminator + "' after a number")
                    + ", found " + show(next));
        }
        if (negative && value != 1) {
            throw malformed("transaction -" + value + "; the only negative one is -1, aborted");
        }
        return negative ? ABORTED : value;
    }

    private void expect(char wanted) throws IOException {
        int found = next();
        if (found != wanted) {
            throw malformed("expected '" + wanted + "', found " + show(found));
        }
    }

    private void endLine() throws IOException {
        int next = next();
        if (next == '\r') {
            next = next();
        }
        if (next != '\n' && next != END) {
            throw malformed("expected the end of the line, found " + show(next));
        }
        line++;
    }

    private int next() throws IOException {
        if (position == limit) {
            limit = in.read(buffer);
            position = 0;
            if (limit <= 0) {
                limit = 0;
                return END;
            }
        }
        return buffer[position++] & 0xff;
    }

    private MalformedHistoryException malformed(String problem) {
        return new MalformedHistoryException(source, line, problem, CORRECT);
    }

    private static String show(int found) {
        if (found == END) {
            return "the end of the file";
        }
        if (found == '\n' || found == '\r') {
            return "the end of the line";
        }
        return found > 0x20 && found < 0x7f ? "'" + (char) found + "'" : "byte 0x" + Integer.toHexString(found);
    }
}
