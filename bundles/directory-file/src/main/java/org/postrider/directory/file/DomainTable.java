package org.postrider.directory.file;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.postrider.api.directory.Account;
import org.postrider.api.directory.DomainInfo;
import org.postrider.api.directory.Resolution;
import org.postrider.api.message.Address;
import org.postrider.api.message.Domain;

/** One domain as it is looked up. Immutable; answers are made once, so that a look-up costs no memory. */
final class DomainTable {

    private final DomainInfo info;
    private final CompletionStage<Optional<DomainInfo>> found;
    private final Map<String, CompletionStage<Resolution>> mailboxes = new HashMap<>();
    private final List<Account> accounts;
    private final Map<String, Entry.AccountEntry> entries = new HashMap<>();
    private final Map<String, Entry.AliasEntry> aliases = new HashMap<>();
    private final List<Address> catchAll;

    private DomainTable(Domain domain, List<Entry> all) {
        List<Account> present = new ArrayList<>();
        List<Address> any = new ArrayList<>();
        for (Entry entry : all) {
            if (entry instanceof Entry.AccountEntry account) {
                entries.put(account.key(), account);
                present.add(mailbox(account));
            } else if (entry instanceof Entry.AliasEntry alias) {
                aliases.put(alias.key(), alias);
            } else if (entry instanceof Entry.CatchAll others) {
                any.addAll(others.targets());
            }
        }
        present.sort(Comparator.comparing(account -> account.address().localPart()));
        this.accounts = List.copyOf(present);
        this.catchAll = List.copyOf(any);
        this.info = new DomainInfo(domain, accounts.size(), aliases.size());
        this.found = CompletableFuture.completedFuture(Optional.of(info));
    }

    static DomainTable of(DomainFile file) {
        return new DomainTable(file.domain(), file.entries());
    }

    private Account mailbox(Entry.AccountEntry entry) {
        Account account = new Account(entry.address(), entry.enabled());
        mailboxes.put(entry.key(), CompletableFuture.completedFuture(new Resolution.Mailbox(account)));
        return account;
    }

    DomainInfo info() {
        return info;
    }

    CompletionStage<Optional<DomainInfo>> found() {
        return found;
    }

    List<Account> accounts() {
        return accounts;
    }

    Optional<Entry.AccountEntry> account(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    /** The answer for an account, or null. */
    CompletionStage<Resolution> mailbox(String key) {
        return mailboxes.get(key);
    }

    Map<String, Entry.AliasEntry> aliases() {
        return aliases;
    }

    /** Where mail for everybody else goes; empty if it is refused. */
    List<Address> catchAll() {
        return catchAll;
    }

    boolean has(String key) {
        return mailboxes.containsKey(key) || aliases.containsKey(key);
    }
}
