package org.postrider.api.directory;

import java.util.Objects;
import java.util.Optional;

import org.postrider.api.message.Address;

/**
 * What a server stores of a password for SCRAM-SHA-256, RFC 5802 3; the password is not in it.
 *
 * @param account whose they are; empty where they are made up
 */
public record ScramCredentials(
        Optional<Address> account, byte[] salt, int rounds, byte[] storedKey, byte[] serverKey) {

    public ScramCredentials {
        Objects.requireNonNull(account, "account");
        if (salt.length == 0 || rounds < 1 || storedKey.length != 32 || serverKey.length != 32) {
            throw new IllegalArgumentException("salt, rounds and two keys of 32 octets are needed");
        }
    }
}
