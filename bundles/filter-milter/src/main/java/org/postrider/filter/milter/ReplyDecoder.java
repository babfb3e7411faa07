package org.postrider.filter.milter;

import org.postrider.bridge.PeerException;

/** Reads what a milter answers. Never takes what it does not know: that is a fault of the milter. */
final class ReplyDecoder {

    private ReplyDecoder() {}

    /** @throws PeerException if the packet is no reply, or a broken one */
    static MilterReply decode(Packet packet) {
        for (Disposition disposition : Disposition.values()) {
            if (disposition.type() == packet.type()) {
                new PayloadReader(packet).end();
                return disposition;
            }
        }
        if (packet.type() == 'b') {
            return new Amendment.ReplaceBody(packet.payload());
        }
        PayloadReader in = new PayloadReader(packet);
        MilterReply reply = read(packet, in);
        in.end();
        return reply;
    }

    private static MilterReply read(Packet packet, PayloadReader in) {
        return switch (packet.type()) {
            case 'y' -> new MilterReply.Custom(ReplyText.parse(in.text()));
            case 'h' -> new Amendment.AddHeader(in.text(), in.text());
            case 'i' -> new Amendment.InsertHeader(index(in), in.text(), in.text());
            case 'm' -> new Amendment.ChangeHeader(index(in), in.text(), in.text());
            case 'e' -> new Amendment.ChangeSender(in.text(), in.hasMore() ? in.text() : "");
            case '+' -> new Amendment.AddRecipient(in.text());
            case '2' -> new Amendment.AddRecipientWithParameters(in.text(), in.hasMore() ? in.text() : "");
            case '-' -> new Amendment.RemoveRecipient(in.text());
            case 'q' -> new Amendment.Quarantine(in.text());
            default -> throw new PeerException("it answers with packet " + packet.name() + ", which is no reply");
        };
    }

    private static int index(PayloadReader in) {
        int index = in.number();
        if (index < 0) {
            throw new PeerException("an index of a header field is " + Integer.toUnsignedString(index));
        }
        return index;
    }
}
