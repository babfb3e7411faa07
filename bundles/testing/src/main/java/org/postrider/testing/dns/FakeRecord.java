package org.postrider.testing.dns;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A resource record.
 *
 * @param owner name without trailing dot
 * @param type number of the type
 * @param ttl in seconds
 * @param data as it goes over the wire, names not compressed
 */
record FakeRecord(String owner, int type, int ttl, byte[] data) {
    static final int A = 1;
    static final int CNAME = 5;
    static final int SOA = 6;
    static final int PTR = 12;
    static final int MX = 15;
    static final int TXT = 16;
    static final int AAAA = 28;

    static FakeRecord address(String owner, int ttl, InetAddress address) {
        byte[] data = address.getAddress();
        return new FakeRecord(owner, data.length == 4 ? A : AAAA, ttl, data);
    }

    static FakeRecord mx(String owner, int ttl, int preference, String host) {
        byte[] name = name(host);
        return new FakeRecord(owner, MX, ttl,
                ByteBuffer.allocate(2 + name.length).putShort((short) preference).put(name).array());
    }

    static FakeRecord name(String owner, int type, int ttl, String target) {
        return new FakeRecord(owner, type, ttl, name(target));
    }

    static FakeRecord txt(String owner, int ttl, String... strings) {
        ByteBuffer data = ByteBuffer.allocate(65_535);
        for (String string : strings) {
            byte[] bytes = string.getBytes(StandardCharsets.UTF_8);
            data.put((byte) bytes.length).put(bytes);
        }
        byte[] written = new byte[data.position()];
        data.flip().get(written);
        return new FakeRecord(owner, TXT, ttl, written);
    }

    static FakeRecord soa(String owner, int ttl, int minimum) {
        byte[] root = name("");
        ByteBuffer data = ByteBuffer.allocate(2 * root.length + 20).put(root).put(root);
        data.putInt(1).putInt(3600).putInt(600).putInt(86_400).putInt(minimum);
        return new FakeRecord(owner, SOA, ttl, data.array());
    }

    /** A name as labels; the empty one is the root. */
    static byte[] name(String name) {
        ByteBuffer out = ByteBuffer.allocate(300);
        if (!name.isEmpty()) {
            for (String label : name.split("\\.")) {
                byte[] bytes = label.getBytes(StandardCharsets.US_ASCII);
                out.put((byte) bytes.length).put(bytes);
            }
        }
        out.put((byte) 0);
        byte[] written = new byte[out.position()];
        out.flip().get(written);
        return written;
    }
}
