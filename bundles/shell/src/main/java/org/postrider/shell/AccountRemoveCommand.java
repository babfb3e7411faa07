package org.postrider.shell;

import java.io.PrintStream;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.postrider.api.directory.DirectoryEditor;
import org.postrider.api.message.Address;

@Service
@Command(scope = "mail", name = "account-remove", description = "Removes an account; its mailbox stays")
public final class AccountRemoveCommand extends MailCommand {

    @Argument(name = "address", description = "The account's address", required = true)
    @Completion(AccountCompleter.class)
    String address;

    @Override
    void run(Services services, PrintStream out) throws Exception {
        Address removed = Address.parse(address);
        services.get(DirectoryEditor.class).removeAccount(removed);
        out.println("Removed " + Printable.text(removed.toString()) + "; its mailbox stays.");
    }
}
