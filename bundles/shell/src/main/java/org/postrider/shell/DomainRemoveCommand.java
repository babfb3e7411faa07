package org.postrider.shell;

import java.io.PrintStream;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.postrider.api.directory.DirectoryEditor;
import org.postrider.api.message.Domain;

@Service
@Command(scope = "mail", name = "domain-remove",
        description = "Removes a domain that has no accounts and no aliases; its mailboxes stay")
public final class DomainRemoveCommand extends MailCommand {

    @Argument(name = "domain", description = "Its name", required = true)
    @Completion(DomainCompleter.class)
    String domain;

    @Override
    void run(Services services, PrintStream out) throws Exception {
        Domain removed = new Domain(domain);
        services.get(DirectoryEditor.class).removeDomain(removed);
        out.println("Removed " + removed + ".");
    }
}
