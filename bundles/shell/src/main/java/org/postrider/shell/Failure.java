package org.postrider.shell;

import org.apache.karaf.shell.support.CommandException;

/** Ends a command with exit code 1 and one message. */
final class Failure {

    private Failure() {}

    /** Karaf prints its own exception's help as it stands, without a stack trace in the shell or in the log. */
    static CommandException of(String message) {
        String shown = Printable.text(String.valueOf(message));
        return new CommandException(shown, shown);
    }
}
