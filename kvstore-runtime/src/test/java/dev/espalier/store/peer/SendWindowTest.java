package dev.espalier.store.peer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SendWindowTest {
    private static final long HALF = 4L << 20;

    @Test
    void bytesAreOnTheirWayUntilTheLastPutOfTheirRunHasArrived() {
        SendWindow window = new SendWindow();
        window.begin(10);
        window.sent(20, HALF);
        assertThat(window.hasRoom()).isTrue();
        window.sent(30, HALF);
        assertThat(window.hasRoom()).isFalse();
        window.acknowledged(19);
        assertThat(window.hasRoom()).isFalse();
        window.acknowledged(20);
        assertThat(window.hasRoom()).isTrue();
    }

    @Test
    void putsCountOneByOne() {
        SendWindow window = new SendWindow();
        window.begin(10);
        window.sent(10 + (1 << 16), 1);
        assertThat(window.hasRoom()).isFalse();
        window.acknowledged(11);
        assertThat(window.hasRoom()).isTrue();
    }

    @Test
    void aNewConnectionHasAllOfIt() {
        SendWindow window = new SendWindow();
        window.begin(0);
        window.sent(1 << 16, 2 * HALF);
        window.begin(5);
        assertThat(window.hasRoom()).isTrue();
        window.sent(5 + (1 << 16) - 1, 0);
        assertThat(window.hasRoom()).isTrue();
    }
}
