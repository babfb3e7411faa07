package org.postrider.spool;

/**
 * How a spool is run.
 *
 * @param segmentSize octets of a segment, a multiple of 4,096
 * @param memoryPerMessage how much of a message may be kept in memory until it is committed
 * @param memoryTotal the same for all messages together
 * @param reservePercent share of the disk that is left free
 * @param reserveOctets part of the disk that is left free, if that is more
 * @param waiting how many messages may wait for the writer
 */
record SpoolSettings(
        int segmentSize, int memoryPerMessage, long memoryTotal, int reservePercent, long reserveOctets, int waiting) {

    SpoolSettings {
        if (segmentSize % SegmentHeader.COPY != 0 || segmentSize < 4 * SegmentHeader.COPY) {
            throw new IllegalArgumentException("not the size of a segment: " + segmentSize);
        }
        if (memoryPerMessage > segmentSize / 2) {
            throw new IllegalArgumentException("half a segment must hold a message of " + memoryPerMessage + " octets");
        }
    }

    /** @throws IllegalArgumentException if a value is not allowed; the message names its key */
    static SpoolSettings of(SpoolConfiguration config) {
        demand("segmentMiB", config.segmentMiB(), 1, 1024);
        demand("memoryPerMessageKiB", config.memoryPerMessageKiB(), 1, Math.min(8192, config.segmentMiB() * 512));
        demand("memoryTotalMiB", config.memoryTotalMiB(), 1, 16_384);
        demand("reservePercent", config.reservePercent(), 0, 90);
        demand("reserveMiB", config.reserveMiB(), 0, 1 << 20);
        demand("waiting", config.waiting(), 1, 65_536);
        return new SpoolSettings(config.segmentMiB() << 20, config.memoryPerMessageKiB() << 10,
                (long) config.memoryTotalMiB() << 20, config.reservePercent(), (long) config.reserveMiB() << 20,
                config.waiting());
    }

    private static void demand(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(key + " is " + least + " to " + most + ", not " + value);
        }
    }

    /** The defaults of the configuration. */
    static SpoolSettings standard() {
        return new SpoolSettings(64 << 20, 256 << 10, 64L << 20, 10, 0, 4096);
    }

    /** The largest payload that a record of a message may have. */
    int maxPayload() {
        return Math.min(RecordHeader.MAX_PAYLOAD, segmentSize - Segment.FIRST - SegmentHeader.COPY);
    }
}
