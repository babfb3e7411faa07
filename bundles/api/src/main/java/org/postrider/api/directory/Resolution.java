package org.postrider.api.directory;

import java.util.List;
import java.util.Objects;

import org.postrider.api.message.Address;

/** What an address stands for. */
public sealed interface Resolution {

    /** The domain is not ours. */
    record Foreign() implements Resolution {}

    /** The domain is ours, the address does not exist. */
    record Unknown() implements Resolution {}

    /** A mailbox. */
    record Mailbox(Account account) implements Resolution {
        public Mailbox {
            Objects.requireNonNull(account, "account");
        }
    }

    /**
     * Other addresses, fully expanded: none of them is an alias of the same directory.
     *
     * @param targets at least one, here or elsewhere
     */
    record Alias(List<Address> targets) implements Resolution {
        public Alias {
            targets = List.copyOf(targets);
        }
    }
}
