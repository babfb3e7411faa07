package org.postrider.testing.dns;

import java.nio.ByteBuffer;
import java.util.List;

/** Writes a reply to a query. */
final class Reply {
    private static final int RESPONSE = 0x8180; // QR, RD, RA
    private static final int TRUNCATED = 0x0200;
    private static final int AUTHENTICATED = 0x0020;

    private Reply() {}

    /** The parts of a reply. */
    record Content(int rcode, List<FakeRecord> answers, List<FakeRecord> authority, boolean authenticated) {}

    static ByteBuffer write(Query query, Content content, int limit) {
        ByteBuffer out = ByteBuffer.allocate(65_535);
        int flags = RESPONSE | content.rcode() | (content.authenticated() ? AUTHENTICATED : 0);
        header(out, query, flags, content.answers().size(), content.authority().size());
        content.answers().forEach(r -> record(out, r));
        content.authority().forEach(r -> record(out, r));
        if (out.position() > limit) {
            out.clear();
            header(out, query, flags | TRUNCATED, 0, 0);
        }
        return out.flip();
    }

    private static void header(ByteBuffer out, Query query, int flags, int answers, int authority) {
        out.putShort((short) query.id()).putShort((short) flags).putShort((short) 1)
                .putShort((short) answers).putShort((short) authority).putShort((short) 0);
        out.put(FakeRecord.name(query.name())).putShort((short) query.type()).putShort((short) 1);
    }

    private static void record(ByteBuffer out, FakeRecord record) {
        out.put(FakeRecord.name(record.owner())).putShort((short) record.type()).putShort((short) 1);
        out.putInt(record.ttl()).putShort((short) record.data().length).put(record.data());
    }
}
