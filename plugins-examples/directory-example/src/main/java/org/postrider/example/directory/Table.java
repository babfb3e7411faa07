package org.postrider.example.directory;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.postrider.api.directory.Account;
import org.postrider.api.directory.DomainInfo;
import org.postrider.api.directory.Resolution;
import org.postrider.api.message.Address;
import org.postrider.api.message.Domain;

/** What the file says: {@code joe@example.org} is an account, {@code info@example.org = joe@example.org} an alias. */
record Table(Map<Address, Resolution> entries, Map<Domain, DomainInfo> infos) {

    /** @throws IllegalArgumentException if a line is wrong; the message says which, and what is allowed */
    static Table read(List<String> lines) {
        Map<Address, Resolution> entries = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            try {
                if (!line.isEmpty() && !line.startsWith("#")) {
                    add(entries, line.split("\\s+=\\s+", 2));
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + (i + 1) + ": found '" + line
                        + "'; allowed is an address, or an alias = address, address (" + e.getMessage() + ")", e);
            }
        }
        entries.values().forEach(resolution -> endsHere(entries, resolution));
        return new Table(Map.copyOf(entries), count(entries));
    }

    private static void add(Map<Address, Resolution> entries, String... sides) {
        Address address = Address.parse(sides[0]);
        Resolution resolution = sides.length == 1 ? new Resolution.Mailbox(new Account(address, true))
                : new Resolution.Alias(Stream.of(sides[1].split(",")).map(String::strip).map(Address::parse).toList());
        if (entries.put(key(address), resolution) != null) {
            throw new IllegalArgumentException("it is there already");
        }
    }

    private static void endsHere(Map<Address, Resolution> entries, Resolution resolution) {
        if (resolution instanceof Resolution.Alias alias && alias.targets().stream()
                .anyMatch(target -> entries.get(key(target)) instanceof Resolution.Alias)) {
            throw new IllegalArgumentException("found an alias that leads to an alias, to " + alias.targets()
                    + "; allowed are aliases of accounts and of addresses elsewhere");
        }
    }

    private static Map<Domain, DomainInfo> count(Map<Address, Resolution> entries) {
        Map<Domain, DomainInfo> infos = new TreeMap<>(Comparator.comparing(Domain::name));
        entries.forEach((address, resolution) -> {
            int account = resolution instanceof Resolution.Mailbox ? 1 : 0;
            infos.merge(address.domain(), new DomainInfo(address.domain(), account, 1 - account), (a, b) ->
                    new DomainInfo(a.domain(), a.accounts() + b.accounts(), a.aliases() + b.aliases()));
        });
        return infos;
    }

    /** Joe and joe+shop are joe. */
    private static Address key(Address address) {
        return new Address(address.localPart().toLowerCase(Locale.ROOT).replaceFirst("(?<=.)\\+.*", ""), address.domain());
    }

    Resolution resolve(Address address) {
        return entries.getOrDefault(key(address),
                infos.containsKey(address.domain()) ? new Resolution.Unknown() : new Resolution.Foreign());
    }

    List<Account> accounts(Domain domain) {
        return entries.values().stream().filter(Resolution.Mailbox.class::isInstance)
                .map(mailbox -> ((Resolution.Mailbox) mailbox).account())
                .filter(account -> account.address().domain().equals(domain))
                .sorted(Comparator.comparing(account -> account.address().localPart())).toList();
    }
}
