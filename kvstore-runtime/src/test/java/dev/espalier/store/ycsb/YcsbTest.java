package dev.espalier.store.ycsb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.store.Node;
import dev.espalier.store.fixture.OpenNodes;
import dev.espalier.store.fixture.TestNodes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.Jedis;
import site.ycsb.measurements.Measurements;
import site.ycsb.measurements.exporter.TextMeasurementsExporter;
import site.ycsb.workloads.CoreWorkload;

/**
 * YCSB's core workloads, loaded at one node and run at another, with its check of what is read. Shares are those of its
 * files {@code workloada} to {@code workloadf}.
 */
class YcsbTest {
    private static final int RECORDS = 200;
    private static final int OPERATIONS = 600;

    @TempDir
    Path directory;

    @RegisterExtension
    final OpenNodes open = new OpenNodes();

    @ParameterizedTest
    @CsvSource({
        "A, 0.5, 0.5, 0, 0, 0, zipfian",
        "B, 0.95, 0.05, 0, 0, 0, zipfian",
        "C, 1, 0, 0, 0, 0, zipfian",
        "D, 0.95, 0, 0.05, 0, 0, latest",
        "E, 0, 0, 0.05, 0.95, 0, zipfian",
        "F, 0.5, 0, 0, 0, 0.5, zipfian"
    })
    void everyOperationSucceedsAndReadsWhatWasWritten(
            String name,
            String read,
            String update,
            String insert,
            String scan,
            String readModifyWrite,
            String distribution)
            throws Exception {
        List<Integer> ports = TestNodes.freePorts(2);
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            nodes.add(open.add(TestNodes.start(TestNodes.settings(i, ports, directory))));
        }
        Properties properties = new Properties();
        properties.setProperty("recordcount", Integer.toString(RECORDS));
        properties.setProperty("operationcount", Integer.toString(OPERATIONS));
        properties.setProperty("readproportion", read);
        properties.setProperty("updateproportion", update);
        properties.setProperty("insertproportion", insert);
        properties.setProperty("scanproportion", scan);
        properties.setProperty("readmodifywriteproportion", readModifyWrite);
        properties.setProperty("requestdistribution", distribution);
        properties.setProperty("maxscanlength", "20");
        properties.setProperty("dataintegrity", "true");
        properties.setProperty("fieldlengthdistribution", "constant");
        properties.setProperty("measurementtype", "histogram");
        Measurements.setProperties(properties);
        CoreWorkload workload = new CoreWorkload();
        workload.init(properties);
        Object state = workload.initThread(properties, 0, 1);
        try (Jedis loading = TestNodes.jedis(nodes.get(0));
                Jedis running = TestNodes.jedis(nodes.get(1))) {
            for (int i = 0; i < RECORDS; i++) {
                assertThat(workload.doInsert(new StoreBinding(loading), state)).isTrue();
            }
            TestNodes.await("the records at the other node", () -> running.dbSize() == RECORDS);
            StoreBinding binding = new StoreBinding(running);
            for (int i = 0; i < OPERATIONS; i++) {
                assertThat(workload.doTransaction(binding, state))
                        .as("workload " + name + ", operation " + i)
                        .isTrue();
            }
        }
        workload.cleanup();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TextMeasurementsExporter exporter = new TextMeasurementsExporter(out);
        Measurements.getMeasurements().exportMeasurements(exporter);
        exporter.close();
        String report = out.toString(StandardCharsets.UTF_8);
        if (!name.equals("E")) {
            assertThat(report).containsPattern("\\[VERIFY\\], Return=OK, [1-9]");
        }
        assertThat(report).doesNotContain("UNEXPECTED_STATE").doesNotContain("Return=ERROR");
    }
}
