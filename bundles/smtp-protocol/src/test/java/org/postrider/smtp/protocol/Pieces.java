package org.postrider.smtp.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Cuts bytes into pieces in all the ways in which a network may. */
final class Pieces {

    private Pieces() {}

    static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Whole, octet by octet, and in two at every point. */
    static void each(byte[] bytes, Consumer<List<ByteBuffer>> check) {
        check.accept(List.of(ByteBuffer.wrap(bytes)));
        check.accept(cut(bytes, 1));
        for (int at = 1; at < bytes.length; at++) {
            check.accept(List.of(ByteBuffer.wrap(bytes, 0, at).slice(), direct(bytes, at)));
        }
    }

    private static ByteBuffer direct(byte[] bytes, int from) {
        return ByteBuffer.allocateDirect(bytes.length - from).put(bytes, from, bytes.length - from).flip();
    }

    private static List<ByteBuffer> cut(byte[] bytes, int size) {
        List<ByteBuffer> pieces = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += size) {
            pieces.add(ByteBuffer.wrap(bytes, at, Math.min(size, bytes.length - at)));
        }
        return pieces;
    }

    static List<ByteBuffer> random(byte[] bytes, Random random) {
        List<ByteBuffer> pieces = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            int size = 1 + random.nextInt(bytes.length - at);
            pieces.add(ByteBuffer.wrap(bytes, at, size));
            at += size;
        }
        return pieces;
    }
}
