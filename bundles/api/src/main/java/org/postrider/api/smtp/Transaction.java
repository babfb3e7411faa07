package org.postrider.api.smtp;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;
import org.postrider.api.message.Address;
import org.postrider.api.message.Evidence;
import org.postrider.api.message.MessageId;
import org.postrider.api.message.Recipient;

/** One mail transaction, from MAIL to the end of its data. */
@ProviderType
public interface Transaction {

    /** The id that replies and traces carry, and that the queued message will have. */
    MessageId id();

    Session session();

    /** The reverse-path; empty for {@code <>}. */
    Optional<Address> sender();

    /** What MAIL said beside the address; keywords in upper case. */
    Map<String, String> parameters();

    /** The recipients accepted so far. */
    List<Recipient> recipients();

    /** What filters found out so far, in the session and in this transaction. */
    List<Evidence> evidence();
}
