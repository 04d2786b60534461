package dev.espalier.store.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a node is watched and looked after. Each component is described by the setting of the same name in
 * {@link NodeSettings}.
 *
 * @param metricsPort see {@code metrics-port}; {@link TlsSettings#NO_PORT} for none
 * @param metricsBind see {@code metrics-bind}; never empty
 * @param logsJson see {@code log-format}
 * @param backupDirectory see {@code backup-dir}; {@code null} for none
 * @param memoryBytesMax see {@code maxmemory}; 0 for no limit
 * @param shutdownLimitMillis see {@code shutdown-limit-ms}
 */
public record OperationSettings(
        int metricsPort,
        String metricsBind,
        boolean logsJson,
        @Nullable Path backupDirectory,
        long memoryBytesMax,
        int shutdownLimitMillis) {
    static OperationSettings of(SettingValues read) throws NodeStartException {
        String bind = read.text(NodeSettings.METRICS_BIND);
        return new OperationSettings(
                read.text(NodeSettings.METRICS_PORT).isEmpty()
                        ? TlsSettings.NO_PORT
                        : read.integer(NodeSettings.METRICS_PORT, 0, 65_535),
                bind.isEmpty() ? read.text(NodeSettings.BIND) : bind,
                read.oneOf(NodeSettings.LOG_FORMAT, List.of("text", "json")).equals("json"),
                read.file(NodeSettings.BACKUP_DIR),
                read.bytes(NodeSettings.MAXMEMORY),
                read.integer(NodeSettings.SHUTDOWN_LIMIT_MS, 0, 600_000));
    }
}
