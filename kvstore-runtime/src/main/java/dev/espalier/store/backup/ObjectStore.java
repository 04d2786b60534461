package dev.espalier.store.backup;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A prefix in a bucket of an object store that speaks S3 over HTTP, addressed by path. A file is one object, put in one
 * request, so it may have five gigabytes at most; those of a database are far smaller.
 */
public final class ObjectStore implements BackupStore {
    private static final String EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final int ATTEMPTS = 3;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final String address;
    private final RequestSignature signature;

    /**
     * The place that {@code s3} names.
     *
     * @param s3 {@code s3://bucket/prefix}, of letters, digits and {@code . _ - /}
     * @param endpoint where the object store answers, {@code http} or {@code https}
     * @param environment holds {@code AWS_ACCESS_KEY_ID}, {@code AWS_SECRET_ACCESS_KEY} and perhaps {@code AWS_REGION}
     */
    public static ObjectStore at(String s3, URI endpoint, Map<String, String> environment) throws BackupException {
        if (!s3.matches("s3://[a-z0-9][a-z0-9.-]+/[A-Za-z0-9._/-]*[A-Za-z0-9._-]")) {
            throw new BackupException("\"" + s3 + "\" is not s3://bucket/prefix of letters, digits and . _ - /");
        }
        String access = environment.getOrDefault("AWS_ACCESS_KEY_ID", "");
        String secret = environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "");
        if (access.isEmpty() || secret.isEmpty()) {
            throw new BackupException("the object store wants a key: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
        }
        String base = endpoint.toString();
        return new ObjectStore(
                (base.endsWith("/") ? base : base + "/") + s3.substring("s3://".length()) + "/",
                new RequestSignature(access, secret, environment.getOrDefault("AWS_REGION", "us-east-1")));
    }

    private ObjectStore(String address, RequestSignature signature) {
        this.address = address;
        this.signature = signature;
    }

    @Override
    public void put(String name, Path file, String sha256) throws IOException {
        HttpResponse<String> response =
                send("PUT", name, sha256, BodyPublishers.ofFile(file), BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (response.statusCode() / 100 != 2) {
            throw refused(name, response.statusCode(), response.body());
        }
    }

    @Override
    public void get(String name, Path file) throws IOException {
        HttpResponse<Path> response =
                send("GET", name, EMPTY_SHA256, BodyPublishers.noBody(), BodyHandlers.ofFile(file));
        if (response.statusCode() != 200) {
            String body = Files.readString(file);
            Files.delete(file);
            throw refused(name, response.statusCode(), body);
        }
    }

    private static IOException refused(String name, int status, String body) {
        String text = body.strip();
        return new IOException("the object store answered " + status + " for " + name + ": "
                + (text.length() > 300 ? text.substring(0, 300) + "..." : text)
                + "; check bucket, key and permissions");
    }

    /** A store that is busy or away for a moment is asked again; both requests may be repeated. */
    private <T> HttpResponse<T> send(
            String method, String name, String sha256, BodyPublisher body, BodyHandler<T> handler) throws IOException {
        URI target = URI.create(address + name);
        for (int attempt = 1; ; attempt++) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(target).timeout(LIMIT).method(method, body);
            signature.headers(method, target, sha256, Instant.now(), Map.of()).forEach(request::header);
            try {
                HttpResponse<T> response = http.send(request.build(), handler);
                if (response.statusCode() < 500 || attempt == ATTEMPTS) {
                    return response;
                }
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new IOException(target + " does not answer (" + e + ")", e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    @Override
    public String toString() {
        return address;
    }
}
