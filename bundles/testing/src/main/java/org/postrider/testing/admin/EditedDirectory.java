package org.postrider.testing.admin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.postrider.api.directory.Account;
import org.postrider.api.directory.Directory;
import org.postrider.api.directory.DirectoryEditor;
import org.postrider.api.directory.DomainInfo;
import org.postrider.api.directory.Resolution;
import org.postrider.api.message.Address;
import org.postrider.api.message.Domain;

/** A directory in memory. Addresses are compared as they stand. */
public final class EditedDirectory implements Directory, DirectoryEditor {

    private final Map<String, Domain> domains = new TreeMap<>();
    private final Map<Address, String> accounts = new HashMap<>();
    private final Map<Address, List<Address>> aliases = new HashMap<>();

    @Override
    public CompletionStage<Optional<DomainInfo>> domain(Domain domain) {
        return CompletableFuture.completedFuture(Optional.ofNullable(domains.get(domain.name())).map(this::info));
    }

    @Override
    public CompletionStage<Resolution> resolve(Address address) {
        return CompletableFuture.completedFuture(resolution(address));
    }

    private Resolution resolution(Address address) {
        if (accounts.containsKey(address)) {
            return new Resolution.Mailbox(new Account(address, true));
        }
        if (aliases.containsKey(address)) {
            return new Resolution.Alias(aliases.get(address));
        }
        return domains.containsKey(address.domain().name()) ? new Resolution.Unknown() : new Resolution.Foreign();
    }

    @Override
    public List<DomainInfo> domains() {
        return domains.values().stream().map(this::info).toList();
    }

    private DomainInfo info(Domain domain) {
        return new DomainInfo(domain, accounts(domain).size(),
                (int) aliases.keySet().stream().filter(it -> it.domain().equals(domain)).count());
    }

    @Override
    public List<Account> accounts(Domain domain) {
        return accounts.keySet().stream().filter(it -> it.domain().equals(domain))
                .map(it -> new Account(it, true)).sorted((a, b) -> a.toString().compareTo(b.toString())).toList();
    }

    /** The password that an account was made with; empty if it cannot log in. */
    public String password(Address account) {
        return accounts.get(account);
    }

    @Override
    public void addDomain(Domain domain) {
        refuse(domains.putIfAbsent(domain.name(), domain) != null, domain + " is there already");
    }

    @Override
    public void removeDomain(Domain domain) {
        refuse(!accounts(domain).isEmpty(), domain + " has accounts");
        refuse(domains.remove(domain.name()) == null, "there is no domain " + domain);
    }

    @Override
    public void addAccount(Address address, char[] password) {
        refuse(!domains.containsKey(address.domain().name()), "there is no domain " + address.domain());
        refuse(accounts.putIfAbsent(address, new String(password)) != null, address + " is there already");
    }

    @Override
    public void setPassword(Address address, char[] password) {
        refuse(accounts.replace(address, new String(password)) == null, "there is no account " + address);
    }

    @Override
    public void removeAccount(Address address) {
        refuse(accounts.remove(address) == null, "there is no account " + address);
    }

    @Override
    public void putAlias(Address alias, List<Address> targets) {
        aliases.put(alias, new ArrayList<>(targets));
    }

    @Override
    public void removeAlias(Address alias) {
        refuse(aliases.remove(alias) == null, "there is no alias " + alias);
    }

    private static void refuse(boolean wrong, String message) {
        if (wrong) {
            throw new IllegalArgumentException(message);
        }
    }
}
