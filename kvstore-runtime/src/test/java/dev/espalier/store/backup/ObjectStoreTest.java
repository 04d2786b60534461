package dev.espalier.store.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies to an object store, here a server that keeps objects in memory and checks what S3 checks of a request. */
class ObjectStoreTest {
    private static final Map<String, String> KEYS =
            Map.of("AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "secret");

    @TempDir
    Path directory;

    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private final AtomicInteger failures = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            String hash = exchange.getRequestHeaders().getFirst("x-amz-content-sha256");
            String time = exchange.getRequestHeaders().getFirst("x-amz-date");
            Map<String, String> expected = new RequestSignature("id", "secret", "us-east-1")
                    .headers(
                            exchange.getRequestMethod(),
                            URI.create("http://" + exchange.getRequestHeaders().getFirst("Host") + path),
                            hash,
                            Instant.parse(time.replaceFirst("(....)(..)(..)T(..)(..)(..)Z", "$1-$2-$3T$4:$5:$6Z")),
                            Map.of());
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                send(exchange, 503, "busy".getBytes(UTF_8));
            } else if (!hash.equals(sha256(body))
                    || !Objects.equals(
                            expected.get("authorization"),
                            exchange.getRequestHeaders().getFirst("Authorization"))) {
                send(exchange, 403, "<Code>SignatureDoesNotMatch</Code>".getBytes(UTF_8));
            } else if (exchange.getRequestMethod().equals("PUT")) {
                objects.put(path, body);
                send(exchange, 200, new byte[0]);
            } else {
                byte[] found = objects.get(path);
                send(
                        exchange,
                        found == null ? 404 : 200,
                        found == null ? "<Code>NoSuchKey</Code>".getBytes(UTF_8) : found);
            }
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private ObjectStore store(Map<String, String> keys) throws BackupException {
        return ObjectStore.at(
                "s3://bucket/some/prefix",
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                keys);
    }

    private Path backup() throws IOException {
        Path folder = Files.createDirectory(directory.resolve("backup"));
        List<Manifest.File> files = new ArrayList<>();
        for (String name : List.of("000001.sst", "CURRENT")) {
            files.add(Manifest.describe(Files.writeString(folder.resolve(name), "contents of " + name)));
        }
        Manifest manifest = new Manifest(1, "2026-01-01T00:00:00Z", "0", "c", 1, "core", "hash", null, files);
        Files.write(folder.resolve(Manifest.NAME), manifest.json());
        return folder;
    }

    @Test
    void aBackupGoesThereAndComesBackAlsoPastABusyMoment() throws Exception {
        Path folder = backup();
        failures.set(2);
        Manifest sent = store(KEYS).upload(folder);
        assertThat(objects.keySet())
                .containsExactlyInAnyOrder(
                        "/bucket/some/prefix/000001.sst",
                        "/bucket/some/prefix/CURRENT",
                        "/bucket/some/prefix/backup.json");
        assertThat(store(KEYS).download(directory.resolve("back"))).isEqualTo(sent);
        objects.put("/bucket/some/prefix/CURRENT", "other".getBytes(UTF_8));
        assertThatThrownBy(() -> store(KEYS).download(directory.resolve("again")))
                .hasMessageContaining("is damaged");
    }

    @Test
    void refusalsSayWhatTheStoreSaid() throws Exception {
        Path folder = backup();
        assertThatThrownBy(() -> store(Map.of("AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "wrong"))
                        .upload(folder))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("answered 403")
                .hasMessageContaining("SignatureDoesNotMatch");
        assertThatThrownBy(() -> store(KEYS).download(directory.resolve("none")))
                .hasMessageContaining("NoSuchKey");
        assertThatThrownBy(() -> store(Map.of())).hasMessageContaining("set AWS_ACCESS_KEY_ID");
        assertThatThrownBy(() -> ObjectStore.at("s3://b/a b", URI.create("http://h"), KEYS))
                .hasMessageContaining("is not s3://bucket/prefix");
        failures.set(10);
        assertThatThrownBy(() -> store(KEYS).upload(folder)).hasMessageContaining("answered 503");
    }

    /** The example "GET Object" of Amazon's page on authenticating requests with the authorization header. */
    @Test
    void theSignatureIsThatOfThePublishedExample() {
        Map<String, String> headers = new RequestSignature(
                        "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1")
                .headers(
                        "GET",
                        URI.create("https://examplebucket.s3.amazonaws.com/test.txt"),
                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                        Instant.parse("2013-05-24T00:00:00Z"),
                        Map.of("range", "bytes=0-9"));
        assertThat(headers.get("authorization"))
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                        + "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
                        + "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    }
}
