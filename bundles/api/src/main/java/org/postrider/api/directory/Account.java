package org.postrider.api.directory;

import java.util.Objects;

import org.postrider.api.message.Address;

/**
 * Somebody with a mailbox.
 *
 * @param address the account's own address, as the directory writes it
 * @param enabled whether mail is accepted for it
 */
public record Account(Address address, boolean enabled) {

    public Account {
        Objects.requireNonNull(address, "address");
    }
}
