package dev.espalier.cli.backup;

import dev.espalier.bench.resp.RespClient;
import dev.espalier.bench.resp.RespReply;
import dev.espalier.bench.resp.Target;
import dev.espalier.cli.terminal.CommandFailedException;
import dev.espalier.store.backup.BackupException;
import dev.espalier.store.backup.BackupStore;
import dev.espalier.store.backup.DirectoryStore;
import dev.espalier.store.backup.Manifest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code espalier backup}: has a node copy itself, and keeps the copy. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Back up a node while it serves.",
            "The node writes a folder into its backup-dir; with TO the folder is then copied, every hash checked, to a new"
                    + " folder or to an object store. For that the command must see the node's backup-dir: run it where"
                    + " the node runs.",
            "A backup holds what this node had put or received, the values and deadlines of all keys among it, and no"
                    + " secrets. Restore it with 'espalier restore'."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  espalier backup --target 127.0.0.1:7001",
            "  espalier backup --target 127.0.0.1:7001 /mnt/backups/monday",
            "  espalier backup --target 127.0.0.1:7001 s3://bucket/espalier/monday --endpoint http://127.0.0.1:9000"
        })
public final class BackupCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofHours(1);

    @Spec
    private CommandSpec spec;

    @Option(names = "--target", paramLabel = "HOST:PORT", required = true, description = "The node to back up.")
    private String target;

    @Option(names = "--name", description = "Name of the folder in backup-dir. Default: the time.")
    private @Nullable String name;

    @Option(
            names = "--password",
            paramLabel = "PASSWORD",
            defaultValue = "${env:ESPALIER_PASSWORD:-}",
            description = "The node's password. Default: ESPALIER_PASSWORD of the environment.")
    private String password;

    @Parameters(arity = "0..1", paramLabel = "TO", description = "A new folder, or s3://bucket/prefix.")
    private @Nullable String to;

    @Mixin
    private StoreOptions stores;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    BackupCommand() {}

    @Override
    public Integer call() throws IOException, CommandFailedException, BackupException {
        PrintWriter out = spec.commandLine().getOut();
        String place = to;
        // Before anything is made: what would refuse the copy at the end.
        BackupStore store = place == null ? null : store(place);
        Path made = Path.of(make());
        out.println("backup " + made);
        if (store != null) {
            if (!Files.isDirectory(made)) {
                throw new CommandFailedException("the node made the backup " + made
                        + ", which cannot be seen from here, so it was not copied; run this where the node runs");
            }
            Manifest manifest = store.upload(made);
            long bytes =
                    manifest.files().stream().mapToLong(Manifest.File::bytes).sum();
            out.println("copied to " + place + ": " + manifest.files().size() + " files, " + bytes + " bytes");
        }
        out.flush();
        return 0;
    }

    private BackupStore store(String place) throws BackupException {
        return StoreOptions.isObjectStore(place) ? stores.at(place) : DirectoryStore.toFill(Path.of(place));
    }

    private String make() throws IOException, CommandFailedException {
        String chosen = name == null
                ? DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
                        .withZone(ZoneOffset.UTC)
                        .format(Instant.now())
                : name;
        try (RespClient client = RespClient.connect(Target.parse(target), LIMIT)) {
            if (!password.isEmpty()) {
                text(client.call("AUTH", password));
            }
            return text(client.call("BACKUP", chosen));
        }
    }

    private String text(RespReply reply) throws CommandFailedException {
        return switch (reply) {
            case RespReply.Bulk bulk -> bulk.text();
            case RespReply.Status status -> status.text();
            default -> throw new CommandFailedException(target + " answered: " + reply);
        };
    }
}
