package org.postrider.api.directory;

import java.util.Objects;

import org.postrider.api.message.Domain;

/**
 * A domain that we receive mail for.
 *
 * @param domain its name
 * @param accounts how many accounts it has
 * @param aliases how many aliases it has
 */
public record DomainInfo(Domain domain, int accounts, int aliases) {

    public DomainInfo {
        Objects.requireNonNull(domain, "domain");
    }
}
