package org.postrider.shell;

import java.io.PrintStream;
import java.util.Arrays;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.postrider.api.directory.DirectoryEditor;
import org.postrider.api.message.Address;

@Service
@Command(scope = "mail", name = "account-add",
        description = "Adds an account; without a password it receives mail only")
public final class AccountAddCommand extends MailCommand {

    @Argument(name = "address", description = "The account's address, e.g. joe@example.org", required = true)
    String address;

    @Option(name = "--password-prompt", aliases = "-p",
            description = "Ask for a password without showing it; where there is no terminal, read one line of input")
    boolean prompt;

    @Reference
    Session session;

    @Override
    void run(Services services, PrintStream out) throws Exception {
        Address added = Address.parse(address);
        DirectoryEditor editor = services.get(DirectoryEditor.class);
        char[] password = prompt ? new PasswordPrompt(session).read() : new char[0];
        try {
            editor.addAccount(added, password);
        } finally {
            Arrays.fill(password, '\0');
        }
        out.println("Added " + Printable.text(added.toString())
                + (prompt ? "." : ". It receives mail and cannot log in."));
    }
}
