package org.postrider.filter.milter;

/** What a milter is told, in the order of a session. */
enum Step {
    CONNECT('C', Flags.NO_CONNECT, Flags.SILENT_CONNECT, 2, 0),
    HELO('H', Flags.NO_HELO, Flags.SILENT_HELO, 2, 1),
    MAIL('M', Flags.NO_MAIL, Flags.SILENT_MAIL, 2, 2),
    RCPT('R', Flags.NO_RCPT, Flags.SILENT_RCPT, 2, 3),
    DATA('T', Flags.NO_DATA, Flags.SILENT_DATA, 4, 4),
    HEADER('L', Flags.NO_HEADER, Flags.SILENT_HEADER, 2, Step.NO_SYMBOLS),
    END_OF_HEADER('N', Flags.NO_END_OF_HEADER, Flags.SILENT_END_OF_HEADER, 2, 6),
    BODY('B', Flags.NO_BODY, Flags.SILENT_BODY, 2, Step.NO_SYMBOLS),
    END('E', 0, 0, 2, 5);

    /** No list of macros can be asked for. */
    static final int NO_SYMBOLS = -1;

    private final char command;
    private final int unwanted;
    private final int silent;
    private final int since;
    private final int symbols;

    Step(char command, int unwanted, int silent, int since, int symbols) {
        this.command = command;
        this.unwanted = unwanted;
        this.silent = silent;
        this.since = since;
        this.symbols = symbols;
    }

    char command() {
        return command;
    }

    /** The flag of a milter that is not to be told. */
    int unwanted() {
        return unwanted;
    }

    /** The flag of a milter that does not reply. */
    int silent() {
        return silent;
    }

    /** The first version of the protocol that has it. */
    int since() {
        return since;
    }

    /** Its number in lists of macros; {@link #NO_SYMBOLS} if it has none. */
    int symbols() {
        return symbols;
    }
}
