package org.postrider.filter.milter;

/** Answers that are one letter. */
enum Disposition implements MilterReply {
    CONTINUE('c'),
    /** Nothing more to say of this message, or of this session. */
    ACCEPT('a'),
    REJECT('r'),
    TEMPFAIL('t'),
    DISCARD('d'),
    /** No more of the body. */
    SKIP('s'),
    /** It is still at work. */
    PROGRESS('p'),
    /** The session is to end with 421. */
    SHUTDOWN('4'),
    /** The session is to end. */
    CONNECTION_FAILURE('f');

    private final char type;

    Disposition(char type) {
        this.type = type;
    }

    char type() {
        return type;
    }
}
