package org.postrider.api.directory;

import java.io.IOException;
import java.util.List;

import org.osgi.annotation.versioning.ConsumerType;
import org.postrider.api.message.Address;
import org.postrider.api.message.Domain;

/**
 * A directory that can be changed. Changes are durable and visible to look-ups when a method returns. All may block.
 * {@link IllegalArgumentException} says in words what is wrong with a request (exists already, not there); nothing is
 * changed then. {@link IOException} means that the change could not be stored.
 */
@ConsumerType
public interface DirectoryEditor {

    void addDomain(Domain domain) throws IOException;

    /** Removes a domain that has no accounts and no aliases. Its mailboxes stay. */
    void removeDomain(Domain domain) throws IOException;

    /**
     * @param password in clear; stored only as a salted hash. Empty: the account receives mail and cannot log in.
     *     The caller overwrites the array afterwards
     */
    void addAccount(Address address, char[] password) throws IOException;

    /** Gives an account another password, as {@link #addAccount} does; empty: it cannot log in any more. */
    void setPassword(Address address, char[] password) throws IOException;

    /** Removes the account; its mailbox stays. */
    void removeAccount(Address address) throws IOException;

    /** Makes an alias or replaces its targets. */
    void putAlias(Address alias, List<Address> targets) throws IOException;

    void removeAlias(Address alias) throws IOException;
}
