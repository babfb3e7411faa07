package org.postrider.filter.milter;

/** The bits of the option negotiation. */
final class Flags {

    // what a milter may do to a message
    static final int ADD_HEADER = 0x01;
    static final int REPLACE_BODY = 0x02;
    static final int ADD_RECIPIENT = 0x04;
    static final int REMOVE_RECIPIENT = 0x08;
    static final int CHANGE_HEADER = 0x10;
    static final int QUARANTINE = 0x20;
    static final int CHANGE_SENDER = 0x40;
    static final int ADD_RECIPIENT_WITH_PARAMETERS = 0x80;
    static final int LIST_SYMBOLS = 0x100;

    // what it is not to be told
    static final int NO_CONNECT = 0x01;
    static final int NO_HELO = 0x02;
    static final int NO_MAIL = 0x04;
    static final int NO_RCPT = 0x08;
    static final int NO_BODY = 0x10;
    static final int NO_HEADER = 0x20;
    static final int NO_END_OF_HEADER = 0x40;
    static final int NO_UNKNOWN = 0x100;
    static final int NO_DATA = 0x200;

    /** It may ask for no more of a body. */
    static final int SKIP = 0x400;
    /** It wants values of header fields with the white space behind the colon. */
    static final int LEADING_SPACE = 0x100000;

    // what it does not reply to
    static final int SILENT_HEADER = 0x80;
    static final int SILENT_CONNECT = 0x1000;
    static final int SILENT_HELO = 0x2000;
    static final int SILENT_MAIL = 0x4000;
    static final int SILENT_RCPT = 0x8000;
    static final int SILENT_DATA = 0x10000;
    static final int SILENT_UNKNOWN = 0x20000;
    static final int SILENT_END_OF_HEADER = 0x40000;
    static final int SILENT_BODY = 0x80000;

    private static final int NEVER_TOLD = NO_CONNECT | NO_HELO | NO_MAIL | NO_RCPT | NO_BODY | NO_HEADER | NO_END_OF_HEADER;
    private static final int ALL_SILENT = SILENT_HEADER | SILENT_CONNECT | SILENT_HELO | SILENT_MAIL | SILENT_RCPT
            | SILENT_DATA | SILENT_UNKNOWN | SILENT_END_OF_HEADER | SILENT_BODY;

    private Flags() {}

    /** What we let a milter do that speaks this version. */
    static int actions(int version) {
        int actions = ADD_HEADER | REPLACE_BODY | ADD_RECIPIENT | REMOVE_RECIPIENT | CHANGE_HEADER | QUARANTINE;
        return version < 6 ? actions : actions | CHANGE_SENDER | ADD_RECIPIENT_WITH_PARAMETERS | LIST_SYMBOLS;
    }

    /** What we can leave out or add for one. */
    static int protocol(int version) {
        int protocol = NEVER_TOLD | (version < 3 ? 0 : NO_UNKNOWN) | (version < 4 ? 0 : NO_DATA);
        return version < 6 ? protocol : protocol | SKIP | LEADING_SPACE | ALL_SILENT;
    }
}
