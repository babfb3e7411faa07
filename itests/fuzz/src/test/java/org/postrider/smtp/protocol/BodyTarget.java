package org.postrider.smtp.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.postrider.fuzz.Input;
import org.postrider.fuzz.Promise;

/** Messages by BDAT and by DATA: how far they go, and what comes out. */
public final class BodyTarget {

    private BodyTarget() {}

    /** What a decoder made of its input. */
    private record Outcome(String text, boolean ended, int left, boolean bareBreak, long longestLine) {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        Input input = new Input(bytes);
        int how = input.choose(4);
        int size = 1 + input.choose(512);
        int where = input.choose(512);
        byte[] sent = input.rest();
        Outcome whole = decode(how, size, List.of(ByteBuffer.wrap(sent)));
        Promise.that(whole.equals(decode(how, size, Input.split(sent, Math.min(where, sent.length)))),
                "cuts change nothing", whole);
        Promise.that(whole.equals(decode(how, size, Input.octets(sent))), "cuts change nothing", whole);
        if (how > 0) {
            Promise.that(whole.left() == Math.max(0, sent.length - 2 * size), "no octet of a chunk more or less", whole);
        }
        if (how != 2) {
            String text = whole.text().replace("\r\n", "");
            boolean open = !whole.ended() && whole.text().endsWith("\r");
            Promise.that(open || text.indexOf('\r') < 0 && text.indexOf('\n') < 0, "lines end in CRLF", whole);
        }
    }

    private static Outcome decode(int how, int size, List<ByteBuffer> pieces) {
        BodyDecoder decoder = how == 0 ? new DataDecoder() : new ChunkDecoder(how == 2);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int chunks = how == 0 ? 0 : 2; // of the same size, and the second is the last
        boolean ended = begin(decoder, chunks, size);
        int left = 0;
        for (ByteBuffer piece : pieces) {
            int before = piece.remaining();
            while (!ended && piece.hasRemaining()) {
                ended = decoder.decode(piece, part -> copy(part, out));
                if (ended && chunks == 2) {
                    chunks = 1;
                    ended = begin(decoder, chunks, size);
                }
            }
            Promise.that(piece.remaining() <= before, "nothing is given back", before);
            left += piece.remaining();
        }
        return new Outcome(out.toString(StandardCharsets.ISO_8859_1), ended, left, decoder.hasBareBreak(),
                decoder.longestLine());
    }

    private static boolean begin(BodyDecoder decoder, int chunks, int size) {
        if (chunks > 0) {
            decoder.begin(new Chunk(size, chunks == 1));
        }
        return false;
    }

    private static void copy(ByteBuffer part, ByteArrayOutputStream out) {
        byte[] copy = new byte[part.remaining()];
        part.get(copy);
        out.writeBytes(copy);
    }
}
