package dev.espalier.store.cores;

import static org.assertj.core.api.Assertions.assertThat;

import dev.espalier.core.NodeId;
import dev.espalier.core.lang.ConsList;
import dev.espalier.core.lang.NumberedList;
import dev.espalier.core.lang.Option;
import dev.espalier.core.lang.Pair;
import org.junit.jupiter.api.Test;

class TypeShapeTest {
    /** As bridges up to version 4 wrote it. */
    static final class InCells {
        record Payload<C>(long mark, Option<ConsList<Pair<C, Long>>> causes) {}

        record Whole(Payload<NodeId> payload) {}
    }

    /** As the bridge writes it now. */
    static final class Numbered {
        record Payload<C>(long mark, Option<NumberedList<C>> causes) {}

        record Whole(Payload<NodeId> payload) {}
    }

    /** With other numbers. */
    static final class Others {
        record Payload<C>(long mark, Option<ConsList<Pair<C, Boolean>>> causes) {}

        record Whole(Payload<NodeId> payload) {}
    }

    @Test
    void twoWaysToHoldWhatIsWrittenAlikeHaveOneShape() {
        String numbered = new TypeShape().of(Numbered.Whole.class);
        assertThat(numbered)
                .isEqualTo(new TypeShape().of(InCells.Whole.class))
                .contains("ConsList(Pair(NodeId, Long))")
                .isNotEqualTo(new TypeShape().of(Others.Whole.class));
    }
}
