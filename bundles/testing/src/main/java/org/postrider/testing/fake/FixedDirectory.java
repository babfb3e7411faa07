package org.postrider.testing.fake;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import org.postrider.api.directory.Account;
import org.postrider.api.directory.Directory;
import org.postrider.api.directory.DomainInfo;
import org.postrider.api.directory.Resolution;
import org.postrider.api.message.Address;
import org.postrider.api.message.Domain;

/** A directory that a test fills. Local parts count as written; there are no sub-addresses. Safe from any thread. */
public final class FixedDirectory implements Directory {

    private final Set<Domain> domains = ConcurrentHashMap.newKeySet();
    private final Map<Address, Resolution> entries = new ConcurrentHashMap<>();
    private volatile Optional<CompletionStage<Resolution>> answer = Optional.empty();

    /** The directory of the transcripts: {@code postmaster@localhost}. */
    public static FixedDirectory localhost() {
        return new FixedDirectory().account("postmaster@localhost");
    }

    public FixedDirectory domain(String name) {
        domains.add(new Domain(name));
        return this;
    }

    public FixedDirectory account(String address) {
        return put(address, new Resolution.Mailbox(new Account(Address.parse(address), true)));
    }

    public FixedDirectory disabled(String address) {
        return put(address, new Resolution.Mailbox(new Account(Address.parse(address), false)));
    }

    public FixedDirectory alias(String address, String... targets) {
        return put(address, new Resolution.Alias(List.of(targets).stream().map(Address::parse).toList()));
    }

    private FixedDirectory put(String text, Resolution resolution) {
        Address address = Address.parse(text);
        domains.add(address.domain());
        entries.put(address, resolution);
        return this;
    }

    /** From now on {@link #resolve} returns this. */
    public void answerWith(CompletionStage<Resolution> stage) {
        answer = Optional.of(stage);
    }

    @Override
    public CompletionStage<Optional<DomainInfo>> domain(Domain domain) {
        return CompletableFuture.completedFuture(domains.contains(domain)
                ? Optional.of(info(domain)) : Optional.empty());
    }

    @Override
    public CompletionStage<Resolution> resolve(Address address) {
        Resolution absent = domains.contains(address.domain()) ? new Resolution.Unknown() : new Resolution.Foreign();
        return answer.orElseGet(() -> CompletableFuture.completedFuture(entries.getOrDefault(address, absent)));
    }

    @Override
    public List<DomainInfo> domains() {
        return domains.stream().sorted((a, b) -> a.name().compareTo(b.name())).map(this::info).toList();
    }

    @Override
    public List<Account> accounts(Domain domain) {
        return entries.values().stream()
                .filter(Resolution.Mailbox.class::isInstance)
                .map(mailbox -> ((Resolution.Mailbox) mailbox).account())
                .filter(account -> account.address().domain().equals(domain))
                .sorted((a, b) -> a.address().localPart().compareTo(b.address().localPart()))
                .toList();
    }

    private DomainInfo info(Domain domain) {
        long aliases = entries.entrySet().stream()
                .filter(e -> e.getKey().domain().equals(domain) && e.getValue() instanceof Resolution.Alias).count();
        return new DomainInfo(domain, accounts(domain).size(), (int) aliases);
    }
}
