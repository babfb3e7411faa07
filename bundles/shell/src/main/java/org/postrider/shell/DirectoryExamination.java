package org.postrider.shell;

import java.util.List;

import org.postrider.api.directory.Directory;
import org.postrider.api.directory.DomainInfo;

/** Whether we know for whom mail is received. */
final class DirectoryExamination implements Examination {

    @Override
    public void examine(Services services, Report report) {
        services.find(Directory.class).ifPresent(it -> examine(it, report));
    }

    private static void examine(Directory directory, Report report) {
        try {
            directory.problems().forEach(it -> report.problem("directory", it, ""));
            domains(directory.domains(), report);
        } catch (RuntimeException e) {
            report.problem("directory", "it cannot be read: " + e.getMessage(), "the log says more");
        }
    }

    private static void domains(List<DomainInfo> domains, Report report) {
        if (domains.isEmpty()) {
            report.problem("directory", "there is no domain, so no mail is received", "mail:domain-add DOMAIN");
            return;
        }
        report.fine("the directory knows " + domains.size() + (domains.size() == 1 ? " domain" : " domains"));
        domains.stream().filter(it -> it.accounts() + it.aliases() == 0).forEach(it -> report.note(
                "domain " + it.domain(), "it has no account and no alias", "mail:account-add user@" + it.domain()));
    }
}
