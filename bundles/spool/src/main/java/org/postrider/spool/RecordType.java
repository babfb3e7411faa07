package org.postrider.spool;

import java.util.Optional;

/** What a record of the log says. The codes are on disk and never change their meaning. */
enum RecordType {

    /** First in every segment in use: where the segments before it end, and which ids may have been given out. */
    START(1),
    /** A message with its whole content. */
    MESSAGE(2),
    /** A message whose content is in a file of its own. */
    BIG_MESSAGE(3),
    /** How far the delivery of a message has come. */
    STATE(4),
    /** A message is to be forgotten. */
    FINISH(5),
    /** The messages of one segment that were not finished; all others of that segment are. */
    CHECKPOINT(6),
    /** Ids up to this one may have been given out. */
    IDS(7),
    /** The spool was closed in order; ids after this one were not given out. */
    SEAL(8);

    private final int code;

    RecordType(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    boolean isMessage() {
        return this == MESSAGE || this == BIG_MESSAGE;
    }

    /** Empty for what a newer version may have written. */
    static Optional<RecordType> of(int code) {
        return code >= 1 && code <= SEAL.code ? Optional.of(values()[code - 1]) : Optional.empty();
    }
}
