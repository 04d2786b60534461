package dev.espalier.store.peer;

import io.netty.buffer.ByteBuf;

/** Writes frames of any kind but puts. */
final class WrittenFrames {
    private WrittenFrames() {}

    static void write(Object frame, ByteBuf out) {
        switch (frame) {
            case PeerFrame.Hello hello -> PeerFrameCodec.write(hello, out);
            case PeerFrame.Welcome welcome -> PeerFrameCodec.write(welcome, out);
            case PeerFrame.Refused refused -> PeerFrameCodec.write(refused, out);
            case PeerFrame.Ack ack -> PeerFrameCodec.write(ack, out);
            case PeerFrame.Behind behind -> PeerFrameCodec.write(behind, out);
            case PeerFrame.Want want -> PeerFrameCodec.write(want, out);
            case PeerFrame.NotYet notYet -> PeerFrameCodec.write(notYet, out);
            case PeerFrame.Image image -> PeerFrameCodec.write(image, out);
            case PeerFrame.Rows rows -> PeerFrameCodec.write(rows, out);
            case PeerFrame.Members members -> PeerFrameCodec.write(members, out);
            case PeerFrame.Compressed compressed -> PeerFrameCodec.write(compressed, out);
            case PeerFrame.Swap swap -> PeerFrameCodec.write(swap, out);
            case PeerFrame.ImageEnd end -> PeerFrameCodec.write(end, out);
            default -> throw new AssertionError("a frame of no known kind: " + frame);
        }
    }
}
