package dev.espalier.simulation;

import dev.espalier.bench.resp.RespReply;
import dev.espalier.bench.resp.RespReplyReader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Cuts the bytes of a connection into replies. */
final class ReplyStream {
    private final RespReplyReader reader = new RespReplyReader();
    private final ByteBuf received = Unpooled.buffer();

    void add(byte[] bytes) {
        received.discardReadBytes();
        received.writeBytes(bytes);
    }

    /** The next whole reply, or {@code null}. */
    @Nullable
    RespReply next() {
        return switch (reader.next(received)) {
            case INCOMPLETE -> null;
            case STATUS -> new RespReply.Status(text());
            case ERROR -> new RespReply.Failure(text());
            case INTEGER -> new RespReply.IntegerNumber(reader.number());
            case NULL -> new RespReply.Null();
            case BULK -> {
                byte[] content = new byte[reader.length()];
                received.getBytes(reader.offset(), content);
                yield new RespReply.Bulk(content);
            }
            case ARRAY -> throw new ViolationException("an array where no command asks for one");
        };
    }

    private String text() {
        return received.toString(reader.offset(), reader.length(), StandardCharsets.UTF_8);
    }
}
