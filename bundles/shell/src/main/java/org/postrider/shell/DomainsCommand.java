package org.postrider.shell;

import java.io.PrintStream;
import java.util.List;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.postrider.api.directory.Directory;
import org.postrider.api.directory.DomainInfo;
import org.postrider.json.Json;
import org.postrider.json.Views;

@Service
@Command(scope = "mail", name = "domains", description = "Lists the domains that we receive mail for")
public final class DomainsCommand extends ListingCommand {

    @Override
    void run(Services services, PrintStream out) throws Exception {
        List<DomainInfo> domains = services.get(Directory.class).domains();
        if (json) {
            out.println(Json.write(domains.stream().map(Views::of).toList()));
            return;
        }
        Table table = new Table("Domain", ">Accounts", ">Aliases").whenEmpty("No domain yet: mail:domain-add DOMAIN");
        domains.forEach(it -> table.row(it.domain(), it.accounts(), it.aliases()));
        table.print(out);
    }
}
