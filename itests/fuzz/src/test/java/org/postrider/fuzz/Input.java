package org.postrider.fuzz;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** What the fuzzer gives: a few octets to choose by, and what a peer would have sent. */
public final class Input {

    private final byte[] bytes;
    private int at;

    public Input(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A number from 0 to below the limit. */
    public int choose(int limit) {
        int high = at < bytes.length ? bytes[at++] & 0xff : 0;
        int low = at < bytes.length ? bytes[at++] & 0xff : 0;
        return (high << 8 | low) % limit;
    }

    public byte[] rest() {
        byte[] rest = Arrays.copyOfRange(bytes, at, bytes.length);
        at = bytes.length;
        return rest;
    }

    public String text() {
        return new String(rest(), StandardCharsets.UTF_8);
    }

    /** The octets in two pieces. */
    public static List<ByteBuffer> split(byte[] octets, int where) {
        return List.of(ByteBuffer.wrap(octets, 0, where).slice(),
                ByteBuffer.allocateDirect(octets.length - where).put(octets, where, octets.length - where).flip());
    }

    /** The octets one by one. */
    public static List<ByteBuffer> octets(byte[] octets) {
        ByteBuffer[] pieces = new ByteBuffer[octets.length];
        for (int i = 0; i < octets.length; i++) {
            pieces[i] = ByteBuffer.wrap(octets, i, 1);
        }
        return List.of(pieces);
    }
}
