package org.postrider.directory.file;

import java.io.IOException;
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

/** All domains at one moment. Immutable: look-ups take no lock, and answers were made beforehand. */
final class Snapshot {

    private static final CompletionStage<Optional<DomainInfo>> NOT_OURS = CompletableFuture.completedFuture(Optional.empty());
    private static final CompletionStage<Resolution> FOREIGN = CompletableFuture.completedFuture(new Resolution.Foreign());
    private static final CompletionStage<Resolution> UNKNOWN = CompletableFuture.completedFuture(new Resolution.Unknown());

    /** What one domain answers for names that are no accounts. */
    private record Answers(Map<String, CompletionStage<Resolution>> aliases, CompletionStage<Resolution> others) {}

    private final Map<Domain, DomainTable> tables;
    private final Map<Domain, String> unreadable;
    private final SubAddress subAddress;
    private final Map<Domain, Answers> answers = new HashMap<>();

    private Snapshot(Map<Domain, DomainTable> tables, Map<Domain, String> unreadable, SubAddress subAddress) {
        this.tables = Map.copyOf(tables);
        this.unreadable = Map.copyOf(unreadable);
        this.subAddress = subAddress;
    }

    /**
     * @param unreadable domains that are ours and of which nothing is known, with the reason
     * @throws AliasException if an alias has no end
     */
    static Snapshot of(Map<Domain, DomainTable> tables, Map<Domain, String> unreadable, SubAddress subAddress)
            throws AliasException {
        Snapshot snapshot = new Snapshot(tables, unreadable, subAddress);
        for (DomainTable table : snapshot.tables.values()) {
            snapshot.answers.put(table.info().domain(), snapshot.answers(table));
        }
        return snapshot;
    }

    private Answers answers(DomainTable table) throws AliasException {
        Map<String, CompletionStage<Resolution>> aliases = new HashMap<>();
        for (Entry.AliasEntry alias : table.aliases().values()) {
            aliases.put(alias.key(), stage(AliasExpansion.of(alias, tables, subAddress)));
        }
        return new Answers(aliases, table.catchAll().isEmpty()
                ? UNKNOWN : stage(AliasExpansion.ofCatchAll(table, tables, subAddress)));
    }

    private static CompletionStage<Resolution> stage(List<Address> targets) {
        return CompletableFuture.completedFuture(new Resolution.Alias(targets));
    }

    CompletionStage<Optional<DomainInfo>> domain(Domain domain) {
        DomainTable table = tables.get(domain);
        if (table != null) {
            return table.found();
        }
        String reason = unreadable.get(domain);
        return reason == null ? NOT_OURS : CompletableFuture.failedFuture(new IOException(reason));
    }

    CompletionStage<Resolution> resolve(Address address) {
        DomainTable table = tables.get(address.domain());
        if (table == null) {
            String reason = unreadable.get(address.domain());
            return reason == null ? FOREIGN : CompletableFuture.failedFuture(new IOException(reason));
        }
        Answers here = answers.get(address.domain());
        String key = Entry.key(address);
        CompletionStage<Resolution> exact = find(table, here, key);
        if (exact != null) {
            return exact;
        }
        CompletionStage<Resolution> tagged = find(table, here, subAddress.account(key));
        return tagged != null ? tagged : here.others();
    }

    /** Null if there is no such account or alias: this is asked for every recipient. */
    private static CompletionStage<Resolution> find(DomainTable table, Answers answers, String key) {
        CompletionStage<Resolution> mailbox = table.mailbox(key);
        return mailbox != null ? mailbox : answers.aliases().get(key);
    }

    /** The account with exactly this address; no tag, alias or catchall is followed. */
    Optional<Entry.AccountEntry> account(Address address) {
        return Optional.ofNullable(tables.get(address.domain())).flatMap(table -> table.account(Entry.key(address)));
    }

    List<DomainInfo> domains() {
        return tables.values().stream().map(DomainTable::info)
                .sorted(Comparator.comparing(info -> info.domain().name())).toList();
    }

    List<Account> accounts(Domain domain) {
        DomainTable table = tables.get(domain);
        return table == null ? List.of() : table.accounts();
    }

    /** What is allowed and yet most likely a mistake, each with the file it is in. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        for (DomainInfo info : domains()) {
            DomainTable table = tables.get(info.domain());
            if (!table.has("postmaster") && table.catchAll().isEmpty()) { // RFC 5321 4.5.1
                warnings.add(DomainFolder.fileName(info.domain()) + ": found no account and no alias 'postmaster'; "
                        + "every domain that receives mail must have one (RFC 5321 4.5.1)");
            }
            table.aliases().values().stream().sorted(Comparator.comparing(Entry.AliasEntry::key))
                    .forEach(alias -> alias.targets().stream().filter(this::isMissing).forEach(target ->
                            warnings.add(DomainFolder.fileName(info.domain()) + ": alias " + alias.address()
                                    + " leads to " + target + ", which does not exist")));
        }
        return warnings;
    }

    private boolean isMissing(Address address) {
        return resolve(address) == UNKNOWN;
    }
}
