package org.postrider.api.directory;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ConsumerType;
import org.postrider.api.message.Address;
import org.postrider.api.message.Domain;

/** Domains, accounts and aliases. */
@ConsumerType
public interface Directory {

    /** Whether the domain is ours, and what is in it. Must not block. */
    CompletionStage<Optional<DomainInfo>> domain(Domain domain);

    /** What an address stands for. Must not block. Sub-addresses ({@code user+tag}) are resolved to their account. */
    CompletionStage<Resolution> resolve(Address address);

    /** All domains, by name. May block. */
    List<DomainInfo> domains();

    /** The accounts of a domain, by local part; empty if it is not ours. May block. */
    List<Account> accounts(Domain domain);

    /**
     * What an administrator should mend in the directory's data: each in one line that names where it is (file and line),
     * what was found and what is allowed. Empty if all is well. May block.
     */
    default List<String> problems() {
        return List.of();
    }
}
