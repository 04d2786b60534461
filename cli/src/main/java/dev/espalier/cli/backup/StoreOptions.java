package dev.espalier.cli.backup;

import dev.espalier.store.backup.BackupException;
import dev.espalier.store.backup.ObjectStore;
import java.net.URI;
import picocli.CommandLine.Option;

/** Where an object store is. Its keys come from the environment, so that no list of processes shows them. */
final class StoreOptions {
    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            defaultValue = "https://s3.amazonaws.com",
            description = "Where the object store of s3:// answers. Default: ${DEFAULT-VALUE}. Keys come from"
                    + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, the region from AWS_REGION.")
    private URI endpoint;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    StoreOptions() {}

    static boolean isObjectStore(String place) {
        return place.startsWith("s3://");
    }

    ObjectStore at(String place) throws BackupException {
        return ObjectStore.at(place, endpoint, System.getenv());
    }
}
