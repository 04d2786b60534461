package dev.espalier.store.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.espalier.core.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The file that users are kept in: a line each, as ACL LIST shows them. */
public final class UsersFile {
    private static final long BYTES_MAX = 16 << 20;

    private final Path file;

    public UsersFile(Path file) {
        this.file = file;
    }

    /**
     * The users of the file.
     *
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if a line is none of a user, with Redis's explanation of all such lines
     */
    public List<User> read(CommandNames commands) throws IOException {
        if (Files.size(file) > BYTES_MAX) {
            throw new IOException("a file of users has " + BYTES_MAX + " bytes at most");
        }
        List<User> users = new ArrayList<>();
        Set<String> names = new HashSet<>();
        StringBuilder errors = new StringBuilder();
        int number = 0;
        for (String line : Files.readString(file, UTF_8).split("\n", -1)) {
            number++;
            if (!line.isBlank()) {
                try {
                    User user = user(line.strip(), number, commands);
                    if (!names.add(user.name())) {
                        throw new IllegalArgumentException(
                                "WARNING: Duplicate user '" + user.name() + "' found on line " + number);
                    }
                    users.add(user);
                } catch (IllegalArgumentException e) {
                    errors.append(e.getMessage()).append(". ");
                }
            }
        }
        if (users.size() > Users.USERS_MAX) {
            errors.append(file).append(": a node has ").append(Users.USERS_MAX).append(" users at most. ");
        }
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(errors
                    + "WARNING: ACL errors detected, no change to the previously active ACL rules was performed");
        }
        return users;
    }

    private User user(String line, int number, CommandNames commands) {
        List<String> words = List.of(line.split("\\s+", -1));
        if (words.size() < 2 || !words.getFirst().equals("user")) {
            throw new IllegalArgumentException(
                    file + ":" + number + " should start with user keyword followed by the username");
        }
        User user = new User(words.get(1));
        try {
            List<Bytes> rules =
                    words.subList(2, words.size()).stream().map(Bytes::utf8).toList();
            Users.withSelectorsWhole(rules).forEach(rule -> user.apply(rule, commands));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ":" + number + ": " + e.getMessage(), e);
        }
        return user;
    }

    /** Writes the file anew: whoever reads it finds the old one or this one, whole. */
    public void write(Users users) throws IOException {
        String text = users.all().stream().map(user -> user.line() + "\n").collect(Collectors.joining());
        Path folder = file.toAbsolutePath().getParent();
        Path fresh = Files.createTempFile(
                folder,
                file.getFileName().toString(),
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = UTF_8.encode(text);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
