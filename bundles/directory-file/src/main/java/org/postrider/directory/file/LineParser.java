package org.postrider.directory.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.postrider.api.message.Address;
import org.postrider.api.message.Domain;

/** Reads one line of a domain file. Strict: what it does not know is refused, never skipped. */
final class LineParser {

    static final int MAX_TARGETS = 1_000;

    private static final String LINES = "'account NAME [PASSWORD-HASH] [disabled]', 'alias NAME = ADDRESS, ...', "
            + "'catchall = ADDRESS, ...' or a comment that begins with #";
    private static final String NAME = "the part of an address before the @, quoted if it holds a space";

    private final String file;
    private final Domain domain;
    private final int line;
    private final String text;

    private LineParser(String file, Domain domain, int line, String text) {
        this.file = file;
        this.domain = domain;
        this.line = line;
        this.text = text;
    }

    /**
     * @param line its number, from 1
     * @return empty for a comment and an empty line
     */
    static Optional<Entry> parse(String file, Domain domain, int line, String text) throws DomainFileException {
        String stripped = text.strip();
        if (stripped.isEmpty() || stripped.startsWith("#")) {
            return Optional.empty();
        }
        return Optional.of(new LineParser(file, domain, line, stripped).entry());
    }

    private Entry entry() throws DomainFileException {
        String keyword = text.substring(0, wordEnd(0));
        int rest = skipSpace(keyword.length());
        return switch (keyword) {
            case "account" -> account(rest);
            case "alias" -> alias(rest);
            case "catchall" -> new Entry.CatchAll(targets(rest));
            default -> throw refused(keyword, LINES);
        };
    }

    private Entry account(int start) throws DomainFileException {
        int end = wordEnd(start);
        Address address = name(start, end);
        List<String> options = new ArrayList<>(List.of(text.substring(end).strip().split("\\s+")));
        options.removeIf(String::isEmpty);
        String password = !options.isEmpty() && options.get(0).startsWith("{") ? password(options.remove(0)) : "";
        boolean disabled = options.remove("disabled");
        if (!options.isEmpty()) {
            throw refused(options.get(0), "after the name: a password hash as mail:account-add writes it, then 'disabled'");
        }
        return new Entry.AccountEntry(address, password, !disabled);
    }

    private String password(String hash) throws DomainFileException {
        if (!PasswordHash.isValid(hash)) {
            throw refused(hash.substring(0, hash.indexOf('}') + 1) + "...", PasswordHash.FORM);
        }
        return hash;
    }

    private Entry alias(int start) throws DomainFileException {
        int end = wordEnd(start);
        Address address = name(start, end);
        return new Entry.AliasEntry(address, targets(skipSpace(end)));
    }

    private Address name(int start, int end) throws DomainFileException {
        String name = text.substring(start, end);
        try {
            Address address = Address.parse(name + "@" + domain.name());
            if (address.domain().equals(domain)) {
                return new Address(address.localPart(), domain); // one domain for a hundred thousand accounts
            }
        } catch (IllegalArgumentException e) {
            throw refused(name, NAME + " (" + e.getMessage() + ")");
        }
        throw refused(name, NAME);
    }

    private List<Address> targets(int start) throws DomainFileException {
        if (start >= text.length() || text.charAt(start) != '=') {
            throw refused(text.substring(start), "' = ' and then addresses, separated by commas");
        }
        Set<Address> targets = new java.util.LinkedHashSet<>();
        int at = start + 1;
        while (at <= text.length()) {
            int end = commaOrEnd(at);
            targets.add(address(text.substring(at, end).strip()));
            at = end + 1;
        }
        if (targets.size() > MAX_TARGETS) {
            throw refused(targets.size() + " targets", "at most " + MAX_TARGETS);
        }
        return List.copyOf(targets);
    }

    private Address address(String target) throws DomainFileException {
        try {
            return Address.parse(target);
        } catch (IllegalArgumentException e) {
            throw refused(target, "a whole address such as ann@example.org (" + e.getMessage() + ")");
        }
    }

    private DomainFileException refused(String found, String allowed) {
        return DomainFileException.at(file, line, found, allowed);
    }

    private int skipSpace(int at) {
        int i = at;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private int wordEnd(int start) {
        return end(start, true);
    }

    private int commaOrEnd(int start) {
        return end(start, false);
    }

    /** Where a word (or, without that, an item of a list) ends; what is in quotes does not end it. */
    private int end(int start, boolean word) {
        boolean quoted = false;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (word ? Character.isWhitespace(c) : c == ',')) {
                return i;
            }
        }
        return text.length();
    }
}
