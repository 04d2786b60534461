package dev.espalier.store.peer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SendGatheringTest {
    private final SendGathering gathering = new SendGathering(10, SendGathering.BUSY_PUTS);

    @Test
    void fewPutsWaitForMoreWhileEveryPeerIsBusy() {
        assertThat(gathering.mayWait(11, SendGathering.BUSY_PUTS)).isTrue();
        assertThat(gathering.leaving()).isEqualTo(10);
        assertThat(gathering.mayWait(11, SendGathering.BUSY_PUTS - 1)).isFalse();
        assertThat(gathering.mayWait(11, 0)).isFalse();
    }

    @Test
    void enoughOfThemDoNotWait() {
        long enough = 10 + SendGathering.ENOUGH_PUTS;
        assertThat(gathering.mayWait(enough - 1, Long.MAX_VALUE)).isTrue();
        assertThat(gathering.mayWait(enough, Long.MAX_VALUE)).isFalse();
        gathering.letLeave(enough);
        assertThat(gathering.leaving()).isEqualTo(enough);
        assertThat(gathering.mayWait(enough + 1, Long.MAX_VALUE)).isTrue();
    }

    @Test
    void noneWaitWhereItIsSwitchedOff() {
        assertThat(new SendGathering(10, 0).mayWait(11, Long.MAX_VALUE)).isFalse();
        assertThat(new SendGathering(10, 1).mayWait(11, 0)).isFalse();
        assertThat(new SendGathering(10, 1).mayWait(11, 1)).isTrue();
    }

    @Test
    void noneWaitWhereThereAreNone() {
        assertThat(gathering.mayWait(10, Long.MAX_VALUE)).isFalse();
    }
}
