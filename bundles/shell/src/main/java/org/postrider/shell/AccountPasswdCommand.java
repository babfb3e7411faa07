package org.postrider.shell;

import java.io.PrintStream;
import java.util.Arrays;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.postrider.api.directory.DirectoryEditor;
import org.postrider.api.message.Address;

@Service
@Command(scope = "mail", name = "account-passwd", description = "Gives an account another password, or none")
public final class AccountPasswdCommand extends MailCommand {

    @Argument(name = "address", description = "The account's address", required = true)
    @Completion(AccountCompleter.class)
    String address;

    @Option(name = "--none", description = "No password: the account receives mail and cannot log in")
    boolean none;

    @Reference
    Session session;

    @Override
    void run(Services services, PrintStream out) throws Exception {
        Address changed = Address.parse(address);
        DirectoryEditor editor = services.get(DirectoryEditor.class);
        char[] password = none ? new char[0] : new PasswordPrompt(session).read();
        try {
            editor.setPassword(changed, password);
        } finally {
            Arrays.fill(password, '\0');
        }
        out.println(none ? Printable.text(changed.toString()) + " cannot log in any more."
                : "Changed the password of " + Printable.text(changed.toString()) + ".");
    }
}
