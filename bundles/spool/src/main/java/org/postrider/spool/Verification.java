package org.postrider.spool;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32C;

/** A checksum over bytes as they go by, and what it should be. */
interface Verification {

    /** For bytes that were only just written. */
    Verification NONE = new Verification() {
        @Override
        public void update(byte[] bytes, int offset, int length) {
            // nothing to compare with
        }

        @Override
        public boolean passes() {
            return true;
        }
    };

    void update(byte[] bytes, int offset, int length);

    /** Whether all bytes were what they should be; asked once, at the end. */
    boolean passes();

    /** @param begun has seen what comes before the first byte */
    static Verification crc32c(CRC32C begun, int expected) {
        return new Verification() {
            @Override
            public void update(byte[] bytes, int offset, int length) {
                begun.update(bytes, offset, length);
            }

            @Override
            public boolean passes() {
                return (int) begun.getValue() == expected;
            }
        };
    }

    static Verification sha256(byte[] expected) {
        MessageDigest digest = sha256();
        return new Verification() {
            @Override
            public void update(byte[] bytes, int offset, int length) {
                digest.update(bytes, offset, length);
            }

            @Override
            public boolean passes() {
                return MessageDigest.isEqual(digest.digest(), expected);
            }
        };
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
