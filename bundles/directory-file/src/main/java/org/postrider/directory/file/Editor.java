package org.postrider.directory.file;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.postrider.api.message.Address;
import org.postrider.api.message.Domain;

/**
 * Changes the files. Each change begins with the file as it is on the disk now, so that it does not undo what somebody
 * wrote a moment ago with a text editor.
 */
final class Editor {

    private final DomainFolder folder;
    private final Domains domains;
    private final int rounds;

    /** @param rounds that hash a password which is set */
    Editor(DomainFolder folder, Domains domains, int rounds) {
        this.folder = folder;
        this.domains = domains;
        this.rounds = rounds;
    }

    void addDomain(Domain domain) throws IOException {
        synchronized (domains) {
            String name = DomainFolder.fileName(domain);
            if (folder.exists(name)) {
                throw new IllegalArgumentException("the domain " + domain + " exists already");
            }
            domains.replace(parse(domain, name, "# Mail for " + domain + "\n"));
        }
    }

    void removeDomain(Domain domain) throws IOException {
        synchronized (domains) {
            List<Entry> entries = read(domain).entries();
            if (!entries.isEmpty()) {
                throw new IllegalArgumentException("the domain " + domain + " still has " + entries.size()
                        + (entries.size() == 1 ? " entry" : " entries") + ", the first is: " + described(entries.get(0)));
            }
            domains.remove(domain);
        }
    }

    void addAccount(Address address, char[] password) throws IOException {
        String hash = hash(password);
        synchronized (domains) {
            DomainFile file = read(address.domain());
            file.find(Entry.key(address)).ifPresent(entry -> {
                throw new IllegalArgumentException(address + " exists already: " + described(entry));
            });
            domains.replace(file.with(new Entry.AccountEntry(address, hash, true)));
        }
    }

    void setPassword(Address address, char[] password) throws IOException {
        String hash = hash(password);
        synchronized (domains) {
            DomainFile file = read(address.domain());
            Entry.AccountEntry account = file.find(Entry.key(address)).filter(Entry.AccountEntry.class::isInstance)
                    .map(Entry.AccountEntry.class::cast)
                    .orElseThrow(() -> new IllegalArgumentException("there is no account " + address));
            domains.replace(file.with(new Entry.AccountEntry(account.address(), hash, account.enabled())));
        }
    }

    private String hash(char[] password) {
        return password.length == 0 ? "" : PasswordHash.of(password, rounds).text();
    }

    void putAlias(Address alias, List<Address> targets) throws IOException {
        if (targets.isEmpty() || targets.size() > LineParser.MAX_TARGETS) {
            throw new IllegalArgumentException(
                    "an alias has 1 to " + LineParser.MAX_TARGETS + " targets, not " + targets.size());
        }
        synchronized (domains) {
            DomainFile file = read(alias.domain());
            Optional<Entry> there = file.find(Entry.key(alias));
            if (there.isPresent() && !(there.get() instanceof Entry.AliasEntry)) {
                throw new IllegalArgumentException(alias + " exists already: " + described(there.get()));
            }
            domains.replace(file.with(new Entry.AliasEntry(alias, targets.stream().distinct().toList())));
        }
    }

    void remove(Address address, Class<? extends Entry> kind, String what) throws IOException {
        synchronized (domains) {
            DomainFile file = read(address.domain());
            String key = Entry.key(address);
            if (file.find(key).filter(kind::isInstance).isEmpty()) {
                throw new IllegalArgumentException("there is no " + what + " " + address);
            }
            domains.replace(file.without(key));
        }
    }

    /** An entry without the hash of its password. */
    private static String described(Entry entry) {
        return entry instanceof Entry.AccountEntry account
                ? new Entry.AccountEntry(account.address(), "", account.enabled()).text() : entry.text();
    }

    private DomainFile read(Domain domain) throws IOException {
        String name = DomainFolder.fileName(domain);
        if (!folder.exists(name)) {
            throw new IllegalArgumentException("there is no domain " + domain);
        }
        try {
            return folder.read(name);
        } catch (DomainFileException e) {
            throw new IllegalArgumentException("mend the file first: " + e.getMessage(), e);
        }
    }

    private static DomainFile parse(Domain domain, String name, String text) {
        try {
            return DomainFile.parse(domain, name, text);
        } catch (DomainFileException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
