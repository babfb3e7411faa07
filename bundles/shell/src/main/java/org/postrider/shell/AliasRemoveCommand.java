package org.postrider.shell;

import java.io.PrintStream;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.postrider.api.directory.DirectoryEditor;
import org.postrider.api.message.Address;

@Service
@Command(scope = "mail", name = "alias-remove", description = "Removes an alias")
public final class AliasRemoveCommand extends MailCommand {

    @Argument(name = "alias", description = "The address that stands for others", required = true)
    String alias;

    @Override
    void run(Services services, PrintStream out) throws Exception {
        Address removed = Address.parse(alias);
        services.get(DirectoryEditor.class).removeAlias(removed);
        out.println("Removed the alias " + Printable.text(removed.toString()) + ".");
    }
}
