package org.postrider.spool;

/**
 * A part of a segment that is no record.
 *
 * @param id the message whose record it was; 0 if that is unknown
 * @param certain whether it had been a record once: it was durable before something behind it was written
 */
record Damage(int offset, int length, long id, boolean certain) {

    Damage asCertain() {
        return new Damage(offset, length, id, true);
    }
}
