package org.postrider.spool;

/** Settings for tests: small segments, so that few messages fill many. */
final class TestSettings {

    private TestSettings() {}

    /** Segments of 1 MiB, the other settings as by default. */
    static SpoolSettings small() {
        return new SpoolSettings(1 << 20, 256 << 10, 64 << 20, 0, 0, 4096);
    }

    /** Segments of 32 KiB; a message of more than 4 KiB is a big one. */
    static SpoolSettings tiny() {
        return new SpoolSettings(32 << 10, 4 << 10, 1 << 20, 0, 0, 64);
    }
}
