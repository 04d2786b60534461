package dev.espalier.core.lang;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LayersTest {
    @Test
    void theLayerAddedLastIsInnermost() {
        Layers<String> layers = new Layers<>();
        layers.add("a");
        layers.add("b");
        assertThat(layers.around("x", (layer, inside) -> layer + "(" + inside + ")"))
                .isEqualTo("a(b(x))");
    }

    @Test
    void emptyLayersAreCounted() {
        assertThat(Layers.around("x", 3, inside -> "s" + inside)).isEqualTo("sssx");
        assertThat(Layers.around("x", 0, inside -> "s" + inside)).isEqualTo("x");
    }

    @Test
    void aListIsBuiltInOrderBeforeItsRest() {
        ConsList.Builder<Integer> built = new ConsList.Builder<>();
        for (int i = 0; i < 100; i++) {
            built.add(i);
        }
        ConsList<Integer> list = built.before(ConsList.of(100, 101));
        assertThat(list.toList()).hasSize(102).isSorted();
        assertThat(ConsList.onto(list, -2, -1).toList()).startsWith(-2, -1, 0);
        assertThat(new ConsList.Builder<Integer>().before(list)).isSameAs(list);
        assertThat(ConsList.of(1, 2)).isEqualTo(ConsList.copyOf(List.of(1, 2)));
    }
}
