package org.postrider.directory.file;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.postrider.api.message.Address;

/** What a line of a domain file says. */
sealed interface Entry {

    /** The key of {@link CatchAll}; no local part is empty. */
    String ANY = "";

    /** The local part in the form in which it is compared; a domain file has each key once. */
    String key();

    /** The line. */
    String text();

    /**
     * Somebody with a mailbox.
     *
     * @param password the salted hash, or empty if the account cannot log in
     */
    record AccountEntry(Address address, String password, boolean enabled) implements Entry {
        @Override
        public String key() {
            return Entry.key(address);
        }

        @Override
        public String text() {
            return "account " + written(address) + (password.isEmpty() ? "" : " " + password) + (enabled ? "" : " disabled");
        }
    }

    /** Another name for one or more addresses. */
    record AliasEntry(Address address, List<Address> targets) implements Entry {
        public AliasEntry {
            targets = List.copyOf(targets);
        }

        @Override
        public String key() {
            return Entry.key(address);
        }

        @Override
        public String text() {
            return "alias " + written(address) + " = " + list(targets);
        }
    }

    /** Where mail for everybody else in the domain goes. */
    record CatchAll(List<Address> targets) implements Entry {
        public CatchAll {
            targets = List.copyOf(targets);
        }

        @Override
        public String key() {
            return ANY;
        }

        @Override
        public String text() {
            return "catchall = " + list(targets);
        }
    }

    /** RFC 5321 2.4 leaves the meaning of a local part to its own domain: here upper and lower case are one. */
    static String key(Address address) {
        return address.localPart().toLowerCase(Locale.ROOT);
    }

    private static String written(Address address) {
        String whole = address.toString();
        return whole.substring(0, whole.length() - address.domain().name().length() - 1);
    }

    private static String list(List<Address> targets) {
        return targets.stream().map(Address::toString).collect(Collectors.joining(", "));
    }
}
