package org.postrider.spool;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The 40 octets before the payload of a record. Their checksum covers where the record lies, so a record that was
 * copied or moved is no record any more, and a header that passes can be trusted to say where the next one begins.
 *
 * @param length octets of the payload
 * @param crc checksum of the payload
 * @param type code of a {@link RecordType}, possibly one of a newer version
 * @param forced where this segment was durable up to when the record was written: whatever is damaged before was
 *     damaged after it had been acknowledged
 * @param id the message; 0 for records about none
 * @param time when the record was made, milliseconds of the epoch
 */
record RecordHeader(int length, int crc, int type, int forced, long id, long time) {

    static final int OCTETS = 40;
    static final int MAX_PAYLOAD = 16 << 20;

    private static final int CHECKED = 32;

    /** Whether a record header of this segment stands here. */
    static boolean isAt(ByteBuffer buffer, int index, int seed, int offset) {
        int length = buffer.getInt(index);
        return length >= 0 && length <= MAX_PAYLOAD && buffer.get(index + 8) != 0 && buffer.getShort(index + 10) == 0
                && buffer.getInt(index + CHECKED) == checksum(buffer, index, seed, offset);
    }

    static RecordHeader read(ByteBuffer buffer, int index) {
        return new RecordHeader(buffer.getInt(index), buffer.getInt(index + 4), buffer.get(index + 8) & 0xff,
                buffer.getInt(index + 12), buffer.getLong(index + 16), buffer.getLong(index + 24));
    }

    /** Appends the header; the payload is to follow. */
    void write(ByteBuffer out, int seed, int offset) {
        int index = out.position();
        out.putInt(length).putInt(crc).put((byte) type).put((byte) 0).putShort((short) 0);
        out.putInt(forced).putLong(id).putLong(time);
        out.putInt(checksum(out, index, seed, offset)).putInt(0);
    }

    /** Octets that a record with a payload of this length takes, header and alignment included. */
    static int recordOctets(int length) {
        return OCTETS + length + 7 & ~7;
    }

    private static int checksum(ByteBuffer buffer, int index, int seed, int offset) {
        ByteBuffer place = ByteBuffer.allocate(8).putInt(seed).putInt(offset).flip();
        CRC32C crc = new CRC32C();
        crc.update(place);
        crc.update(buffer.duplicate().limit(index + CHECKED).position(index));
        return (int) crc.getValue();
    }
}
