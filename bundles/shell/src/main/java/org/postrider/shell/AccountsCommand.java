package org.postrider.shell;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.postrider.api.directory.Account;
import org.postrider.api.directory.Directory;
import org.postrider.api.message.Domain;
import org.postrider.json.Json;
import org.postrider.json.Views;

@Service
@Command(scope = "mail", name = "accounts", description = "Lists accounts, of all domains or of one")
public final class AccountsCommand extends ListingCommand {

    @Argument(name = "domain", description = "Only the accounts of this domain")
    @Completion(DomainCompleter.class)
    String domain;

    @Override
    void run(Services services, PrintStream out) throws Exception {
        Directory directory = services.get(Directory.class);
        List<Account> accounts = domains(directory).flatMap(it -> directory.accounts(it).stream()).toList();
        if (json) {
            out.println(Json.write(accounts.stream().map(Views::of).toList()));
            return;
        }
        Table table = new Table("Address", "Enabled").whenEmpty("No account yet: mail:account-add ADDRESS");
        accounts.forEach(it -> table.row(it.address(), it.enabled() ? "yes" : "no"));
        table.print(out);
    }

    private Stream<Domain> domains(Directory directory) throws CommandException {
        List<Domain> ours = directory.domains().stream().map(it -> it.domain()).toList();
        if (domain == null) {
            return ours.stream();
        }
        Domain wanted = new Domain(domain);
        if (!ours.contains(wanted)) {
            List<String> names = ours.stream().map(Domain::toString).toList();
            throw Failure.of("We do not receive mail for " + wanted + "." + Suggestion.among(wanted.name(), names));
        }
        return Stream.of(wanted);
    }
}
