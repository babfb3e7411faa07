package org.postrider.directory.file;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.postrider.api.message.Address;
import org.postrider.api.message.Domain;

/** Follows one alias to its end, through all domains that are here. */
final class AliasExpansion {

    private static final int MAX_LEVELS = 10;

    /** Names one alias; {@link Entry#ANY} is the key of a catch-all. */
    private record Node(Domain domain, String key) {}

    private record Alias(Node node, String name, List<Address> targets) {}

    private final Map<Domain, DomainTable> tables;
    private final SubAddress subAddress;
    private final Map<Node, String> path = new LinkedHashMap<>();
    private final Set<Node> followed = new HashSet<>();
    private final Set<Address> ends = new LinkedHashSet<>();

    private AliasExpansion(Map<Domain, DomainTable> tables, SubAddress subAddress) {
        this.tables = tables;
        this.subAddress = subAddress;
    }

    /** @return the addresses that are no aliases here, in the order of the files, each once */
    static List<Address> of(Entry.AliasEntry alias, Map<Domain, DomainTable> tables, SubAddress subAddress)
            throws AliasException {
        return new AliasExpansion(tables, subAddress).expand(named(alias));
    }

    /** The same for what a domain does with unknown addresses. */
    static List<Address> ofCatchAll(DomainTable table, Map<Domain, DomainTable> tables, SubAddress subAddress)
            throws AliasException {
        return new AliasExpansion(tables, subAddress).expand(catchAll(table));
    }

    private static Alias named(Entry.AliasEntry alias) {
        return new Alias(new Node(alias.address().domain(), alias.key()), alias.address().toString(), alias.targets());
    }

    private static Alias catchAll(DomainTable table) {
        Domain domain = table.info().domain();
        return new Alias(new Node(domain, Entry.ANY), "catchall of " + domain, table.catchAll());
    }

    private List<Address> expand(Alias start) throws AliasException {
        follow(start);
        return List.copyOf(ends);
    }

    private void follow(Alias alias) throws AliasException {
        if (path.containsKey(alias.node())) {
            throw problem("leads back to itself", alias.name(), alias.node().domain());
        }
        if (path.size() == MAX_LEVELS) {
            throw problem("goes through more than " + MAX_LEVELS + " aliases", alias.name(), alias.node().domain());
        }
        if (followed.add(alias.node())) { // what was followed before has given its ends already
            path.put(alias.node(), alias.name());
            for (Address target : alias.targets()) {
                visit(target, alias);
            }
            path.remove(alias.node());
        }
    }

    private void visit(Address target, Alias named) throws AliasException {
        Optional<Alias> further = alias(target);
        if (further.isPresent()) {
            follow(further.get());
        } else {
            ends.add(target);
        }
        if (ends.size() + followed.size() > LineParser.MAX_TARGETS) {
            throw problem("leads to more than " + LineParser.MAX_TARGETS + " addresses", target.toString(), named.node().domain());
        }
    }

    /** What the address is another name for; empty if it is a mailbox, unknown, or not ours. */
    private Optional<Alias> alias(Address address) {
        DomainTable table = tables.get(address.domain());
        if (table == null) {
            return Optional.empty();
        }
        String key = Entry.key(address);
        String known = table.has(key) ? key : subAddress.account(key);
        if (table.has(known)) {
            return Optional.ofNullable(table.aliases().get(known)).map(AliasExpansion::named);
        }
        return table.catchAll().isEmpty() ? Optional.empty() : Optional.of(catchAll(table));
    }

    private AliasException problem(String what, String last, Domain domain) {
        Set<Domain> domains = new HashSet<>(Set.of(domain));
        path.keySet().forEach(node -> domains.add(node.domain()));
        String first = path.values().iterator().next();
        return new AliasException(
                first + " " + what + ": " + String.join(" -> ", path.values()) + " -> " + last, domains);
    }
}
