package org.postrider.shell;

import java.io.PrintStream;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.postrider.api.directory.DirectoryEditor;
import org.postrider.api.message.Domain;

@Service
@Command(scope = "mail", name = "domain-add", description = "Adds a domain that we receive mail for")
public final class DomainAddCommand extends MailCommand {

    @Argument(name = "domain", description = "Its name, e.g. example.org", required = true)
    String domain;

    @Override
    void run(Services services, PrintStream out) throws Exception {
        Domain added = new Domain(domain);
        services.get(DirectoryEditor.class).addDomain(added);
        out.println("Added " + added + ". Next: mail:account-add postmaster@" + added); // RFC 5321 4.5.1
    }
}
