package org.postrider.directory.file;

import java.util.Set;

import org.postrider.api.message.Domain;

/** Aliases lead in a circle, too deep or to too many. */
final class AliasException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Set<Domain> domains;

    /** @param domains whose files have a part in it */
    AliasException(String message, Set<Domain> domains) {
        super(message);
        this.domains = domains;
    }

    Set<Domain> domains() {
        return domains;
    }
}
