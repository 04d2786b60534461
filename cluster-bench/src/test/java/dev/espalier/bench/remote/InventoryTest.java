package dev.espalier.bench.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.espalier.bench.remote.Inventory.Cost;
import dev.espalier.bench.remote.Inventory.GeneratorHost;
import dev.espalier.bench.remote.Inventory.StoreHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

final class InventoryTest {
    private static final String TEXT = """
            espalier: /srv/it's/espalier
            store:
              - {host: 10.0.0.11}
              - {host: 10.0.0.12, ssh: admin@vm2, port: 7002, peer-port: 7202, data: /data}
              - {host: 10.0.0.13, running: true}
            generators:
              - {host: 10.0.0.21, processes: 2}
              - {host: 10.0.0.22, ssh: root@gen}
            cost: {currency: USD, store-per-hour: 0.10, generator-per-hour: 0.05}
            """;

    @Test
    void whatIsNotSaidHasItsDefault() {
        Inventory inventory = InventoryReader.parse(TEXT);
        assertThat(inventory.ssh()).containsExactly("ssh", "-o", "BatchMode=yes");
        assertThat(inventory.store())
                .containsExactly(
                        new StoreHost("10.0.0.11", "10.0.0.11", 7001, 7101, "/var/tmp", false),
                        new StoreHost("10.0.0.12", "admin@vm2", 7002, 7202, "/data", false),
                        new StoreHost("10.0.0.13", "10.0.0.13", 7001, 7101, "/var/tmp", true));
        assertThat(inventory.generators())
                .containsExactly(
                        new GeneratorHost("10.0.0.21", "10.0.0.21", 2), new GeneratorHost("10.0.0.22", "root@gen", 1));
        assertThat(inventory.cost()).isEqualTo(new Cost("USD", 0.1, 0.05));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "generators: [{host: a}]|no hosts under \"store\"",
                "{store: [{host: a}], generators: []}|no hosts under \"generators\"",
                "{store: [{host: a, prot: 1}], generators: [{host: b}]}|does not know \"prot\"; it knows [data, host,",
                "{store: [{host: a, port: 70000}], generators: [{host: b}]}|\"port\" is 70000; give a number from 1 to 65535",
                "{store: [{port: 7}], generators: [{host: b}]}|has no \"host\"",
                "{store: [{host: a}], generators: [{host: b}], cost: {currency: EUR}}|cost needs store-per-hour",
                "just text|the inventory should have some of",
            })
    void whatCannotBeUsedIsNamed(String text, String complaint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InventoryReader.parse(text))
                .withMessageContaining(complaint);
    }

    @Test
    void remoteCommandsSurviveTheShellAsTheyAre() throws IOException, InterruptedException {
        // A shell in the place of ssh: the last word is what a remote shell would be given.
        RemoteShell shell = new RemoteShell(List.of("sh", "-c", "exec sh -c \"$2\"", "ssh"));
        List<String> words = List.of("printf", "%s|", "it's", "a b", "$HOME", "\"x\"", "`date`");
        Process process = new ProcessBuilder(shell.running("host", words)).start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("it's|a b|$HOME|\"x\"|`date`|");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void nodesKnowTheirPeersAndThereIsAGeneratorForEachProcess() {
        Inventory inventory = InventoryReader.parse(TEXT);
        assertThat(RemoteStore.script(inventory, 1))
                .contains(
                        "'/srv/it'\\''s/espalier' 'serve' '--node-id=2' '--bind=10.0.0.12' '--port=7002' '--peer-port=7202'",
                        "'--peers=1@10.0.0.11:7101,3@10.0.0.13:7101'",
                        "mktemp -d '/data/espalier-bench-XXXXXX'");
        assertThat(RemoteGenerators.commands(inventory, List.of("bench", "generator")))
                .hasSize(3)
                .last()
                .satisfies(command -> assertThat(command.line())
                        .containsExactly(
                                "ssh",
                                "-o",
                                "BatchMode=yes",
                                "root@gen",
                                "'/srv/it'\\''s/espalier' 'bench' 'generator'"));
    }

    @Test
    void costIsOfAnHourAndOfAMillionOperations() {
        Map<String, String> facts = Site.facts(
                InventoryReader.parse(TEXT),
                Map.of("generator 1 at 10.0.0.21", JsonMapper.builder().build().readTree("{\"cores\": 2}")),
                1_000_000 / 3.6);
        assertThat(facts)
                .containsEntry("cost of an hour of all hosts", "0.4000 USD")
                // 0.30 an hour, in which a thousand million operations are done.
                .containsEntry("cost of a million operations at the hosts of the store", "0.0003000 USD")
                .containsEntry("node 3", "10.0.0.13:7001, ran already");
    }
}
