package org.postrider.shell;

import org.apache.karaf.shell.api.action.Option;

/** A command that lists something, for people or for programs. */
abstract class ListingCommand extends MailCommand {

    @Option(name = "--json", description = "Print JSON on one line")
    boolean json;
}
