package org.postrider.api.filter;

import java.util.Objects;
import java.util.Optional;

import org.postrider.api.message.Address;
import org.postrider.api.message.Header;
import org.postrider.api.message.Recipient;

/**
 * A change to a message or its envelope, as a value. The platform applies edits in their order and records who made
 * them; the bytes that no edit names stay as they were received. Line breaks and NUL cannot be smuggled in, because
 * {@link Header} and {@link Address} refuse them.
 */
public sealed interface Edit {

    /** Put a field above all others. */
    record AddHeader(Header header) implements Edit {
        public AddHeader {
            Objects.requireNonNull(header, "header");
        }
    }

    /** Remove every field of this name. */
    record RemoveHeader(String name) implements Edit {
        public RemoveHeader {
            Objects.requireNonNull(name, "name");
        }
    }

    /** Replace the first field of that name, remove the others; without one, add it. */
    record ReplaceHeader(Header header) implements Edit {
        public ReplaceHeader {
            Objects.requireNonNull(header, "header");
        }
    }

    /** Replace the reverse-path; empty stands for {@code <>}. */
    record ReplaceSender(Optional<Address> sender) implements Edit {
        public ReplaceSender {
            Objects.requireNonNull(sender, "sender");
        }
    }

    /** Deliver to one more recipient. */
    record AddRecipient(Recipient recipient) implements Edit {
        public AddRecipient {
            Objects.requireNonNull(recipient, "recipient");
        }
    }

    /** Do not deliver to this recipient. A message that loses all of them is discarded. */
    record RemoveRecipient(Address recipient) implements Edit {
        public RemoveRecipient {
            Objects.requireNonNull(recipient, "recipient");
        }
    }
}
