package org.postrider.smtp.server;

import java.util.ArrayList;
import java.util.List;

import org.postrider.api.message.Address;
import org.postrider.api.message.Header;
import org.postrider.api.message.MessageLimitException;
import org.postrider.mime.AddressList;
import org.postrider.mime.HeaderBlock;

/**
 * The header of a submitted message as far as we have an opinion on it.
 *
 * @param block all of it
 * @param authors the addresses of From; empty if there is no such field
 * @param senders the address of Sender; empty if there is no such field
 */
record SubmittedHeader(HeaderBlock block, List<Address> authors, List<Address> senders) {

    private static final int MOST_AUTHORS = 100; // each is looked up
    private static final int LONGEST = 98 * 1024; // with what is added it is still as long as a header may be

    /**
     * @throws IllegalArgumentException if it does not say whose it is: From or Sender are there twice, or no list of
     *     addresses (RFC 5322 3.6, RFC 6409 6.1), or there is no room for what it lacks; the message is fit for the client
     */
    static SubmittedHeader of(HeaderBlock block) {
        if (block.length() > LONGEST) {
            throw new IllegalArgumentException("The header of a submitted message has at most " + LONGEST + " octets");
        }
        return new SubmittedHeader(block, addresses(block, "From", MOST_AUTHORS), addresses(block, "Sender", 1));
    }

    private static List<Address> addresses(HeaderBlock block, String name, int most) {
        List<Header> fields = block.fields().stream().filter(field -> field.name().equalsIgnoreCase(name)).toList();
        if (fields.isEmpty()) {
            return List.of();
        }
        if (fields.size() > 1) {
            throw new IllegalArgumentException("A message has one " + name + " field, not " + fields.size());
        }
        List<Address> found = read(name, fields.get(0).value());
        if (found.isEmpty() || found.size() > most) {
            throw new IllegalArgumentException(name + " has " + found.size() + " addresses");
        }
        return found;
    }

    /** What is wrong with a list is not repeated to the client, who might have written anything there. */
    private static List<Address> read(String name, String value) {
        try {
            return AddressList.parse(value);
        } catch (IllegalArgumentException | MessageLimitException e) {
            throw new IllegalArgumentException(name + " is not a list of addresses", e);
        }
    }

    boolean has(String name) {
        return block.fields().stream().anyMatch(field -> field.name().equalsIgnoreCase(name));
    }

    /** Everybody whom the message claims to be from. */
    List<Address> claimed() {
        List<Address> all = new ArrayList<>(authors);
        all.addAll(senders);
        return all;
    }
}
