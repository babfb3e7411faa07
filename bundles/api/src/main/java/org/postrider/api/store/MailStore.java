package org.postrider.api.store;

import java.io.IOException;

import org.osgi.annotation.versioning.ConsumerType;
import org.postrider.api.message.Address;

/** A place for mailboxes. */
@ConsumerType
public interface MailStore {

    /**
     * Opens the mailbox of an account, making it if it is not there.
     *
     * @return the mailbox, which the caller closes
     * @throws IOException if it cannot be reached now
     */
    Mailbox open(Address account) throws IOException;
}
