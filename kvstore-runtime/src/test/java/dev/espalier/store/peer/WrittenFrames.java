package dev.espalier.store.peer;

import io.netty.buffer.ByteBuf;

/** Writes frames of any kind but puts. */
final class WrittenFrames {
    private WrittenFrames() {}

    static void write(Object frame, ByteBuf out) {
        switch (frame) {
            case PeerFrame.Hello hello -> PeerFrameWriter.write(hello, out);
            case PeerFrame.Welcome welcome -> PeerFrameWriter.write(welcome, out);
            case PeerFrame.Refused refused -> PeerFrameWriter.write(refused, out);
            case PeerFrame.Ack ack -> PeerFrameWriter.write(ack, out);
            case PeerFrame.Behind behind -> PeerFrameWriter.write(behind, out);
            case PeerFrame.Want want -> PeerFrameWriter.write(want, out);
            case PeerFrame.NotYet notYet -> PeerFrameWriter.write(notYet, out);
            case PeerFrame.Image image -> PeerFrameWriter.write(image, out);
            case PeerFrame.Rows rows -> PeerFrameWriter.write(rows, out);
            case PeerFrame.Members members -> PeerFrameWriter.write(members, out);
            case PeerFrame.Compressed compressed -> PeerFrameWriter.write(compressed, out);
            case PeerFrame.Swap swap -> PeerFrameWriter.write(swap, out);
            case PeerFrame.ImageEnd end -> PeerFrameWriter.write(end, out);
            default -> throw new AssertionError("a frame of no known kind: " + frame);
        }
    }
}
