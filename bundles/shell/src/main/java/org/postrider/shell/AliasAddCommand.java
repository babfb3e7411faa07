package org.postrider.shell;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.postrider.api.directory.DirectoryEditor;
import org.postrider.api.message.Address;

@Service
@Command(scope = "mail", name = "alias-add", description = "Makes an alias, or replaces its targets")
public final class AliasAddCommand extends MailCommand {

    @Argument(index = 0, name = "alias", description = "The address that stands for others", required = true)
    String alias;

    @Argument(index = 1, name = "targets", description = "Where its mail goes, here or elsewhere", required = true,
            multiValued = true)
    @Completion(AccountCompleter.class)
    List<String> targets;

    @Override
    void run(Services services, PrintStream out) throws Exception {
        Address from = Address.parse(alias);
        List<Address> to = targets.stream().map(Address::parse).toList();
        services.get(DirectoryEditor.class).putAlias(from, to);
        String all = to.stream().map(Address::toString).collect(Collectors.joining(", "));
        out.println(Printable.text(from + " now goes to " + all + "."));
    }
}
