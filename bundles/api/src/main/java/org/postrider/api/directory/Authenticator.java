package org.postrider.api.directory;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ConsumerType;
import org.postrider.api.message.Address;

/**
 * Knows who may log in. Asked on the event loop: no method blocks; hashing and look-ups are done elsewhere, by a bounded
 * number of threads, and what is too much completes exceptionally. Accounts that are not there, that are disabled or
 * that have no password cannot be told apart, not by the time it takes either.
 */
@ConsumerType
public interface Authenticator {

    /**
     * The account of that name, if this is its password.
     *
     * @param name as the client gave it, usually an address
     * @param password in clear; taken before the call returns, so the caller may overwrite it then
     */
    CompletionStage<Optional<Address>> password(String name, char[] password);

    /** What SCRAM-SHA-256 needs to know of an account; made up, the same each time, for names that cannot log in. */
    CompletionStage<ScramCredentials> scram(String name);

    /** The account of that name, if it may log in; for those whose word somebody trusted has given, as a certificate. */
    CompletionStage<Optional<Address>> trusted(String name);
}
