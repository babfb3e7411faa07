package org.postrider.directory.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.postrider.api.message.Domain;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files as they were last read, and the snapshot that is made of them. A file that is wrong never replaces what it
 * said when it was right. Its monitor guards the files; {@link #current()} needs no lock.
 */
final class Domains {

    private static final Logger LOG = LoggerFactory.getLogger(Domains.class);

    /**
     * One file.
     *
     * @param stamp of what was read last, right or wrong
     * @param domain which one it is about; empty if its name is wrong
     * @param table what it said when it was last right; empty if it never was
     * @param problem why it is not in force as it stands; empty if it is
     */
    private record Loaded(
            DomainFolder.Stamp stamp, Optional<Domain> domain, Optional<DomainTable> table, Optional<String> problem) {}

    private final DomainFolder folder;
    private final SubAddress subAddress;
    private final Map<String, Loaded> loaded = new TreeMap<>();
    private Map<String, DomainFolder.Stamp> lastScan = Map.of();
    private Optional<String> unreadable = Optional.empty();
    private volatile Snapshot current;

    Domains(DomainFolder folder, SubAddress subAddress) throws IOException {
        this.folder = folder;
        this.subAddress = subAddress;
        lastScan = folder.scan();
        apply(lastScan.keySet());
    }

    Snapshot current() {
        return current;
    }

    /**
     * Reads what has changed. A file counts as changed when it looked the same in two scans, so that one that is being
     * written, or is away for the moment in which an editor replaces it, is left alone.
     */
    synchronized void refresh() {
        try {
            Map<String, DomainFolder.Stamp> scan = folder.scan();
            Set<String> changed = new TreeSet<>(scan.keySet());
            changed.addAll(loaded.keySet());
            changed.removeIf(name -> isSame(scan.get(name), loadedStamp(name)) || !isSame(scan.get(name), lastScan.get(name)));
            lastScan = scan;
            unreadable = Optional.empty();
            if (!changed.isEmpty()) {
                apply(changed);
            }
        } catch (IOException e) {
            report(e);
        }
    }

    private void report(IOException e) {
        String problem = "the directory with the domain files cannot be read: " + e;
        if (!unreadable.equals(Optional.of(problem))) {
            LOG.warn("{}; what was read before stays in force", problem);
        }
        unreadable = Optional.of(problem);
    }

    private DomainFolder.Stamp loadedStamp(String name) {
        Loaded file = loaded.get(name);
        return file == null ? null : file.stamp();
    }

    private static boolean isSame(DomainFolder.Stamp one, DomainFolder.Stamp other) {
        return one == null ? other == null : one.equals(other);
    }

    private void apply(Set<String> changed) {
        Map<String, Loaded> before = new HashMap<>();
        for (String name : changed) {
            Optional.ofNullable(loaded.get(name)).ifPresent(file -> before.put(name, file));
            load(name);
        }
        current = settle(changed, before);
        for (String name : changed) {
            log(name);
        }
    }

    private void load(String name) {
        DomainFolder.Stamp stamp = lastScan.get(name);
        if (stamp == null) {
            loaded.remove(name);
            return;
        }
        Optional<Domain> domain = Optional.empty();
        try {
            domain = Optional.of(DomainFolder.domain(name));
            DomainTable table = DomainTable.of(folder.read(name));
            loaded.put(name, new Loaded(stamp, domain, Optional.of(table), Optional.empty()));
        } catch (DomainFileException e) {
            refuse(name, stamp, domain, e.getMessage());
        } catch (IOException e) {
            refuse(name, stamp, domain, name + ": cannot be read: " + e);
        }
    }

    private void refuse(String name, DomainFolder.Stamp stamp, Optional<Domain> domain, String problem) {
        Optional<DomainTable> before = Optional.ofNullable(loaded.get(name)).flatMap(Loaded::table);
        loaded.put(name, new Loaded(stamp, domain, before, Optional.of(problem)));
    }

    /** Makes the snapshot; takes back the changes whose aliases have no end, one after another until it can be made. */
    private Snapshot settle(Set<String> changed, Map<String, Loaded> before) {
        Set<String> open = new HashSet<>(changed);
        while (true) {
            try {
                return Snapshot.of(tables(), broken(), subAddress);
            } catch (AliasException e) {
                String culprit = culprit(e, open);
                open.remove(culprit);
                Loaded now = loaded.get(culprit);
                Optional<DomainTable> table = Optional.ofNullable(before.get(culprit)).flatMap(Loaded::table);
                loaded.put(culprit, new Loaded(
                        now.stamp(), now.domain(), table, Optional.of(culprit + ": " + e.getMessage())));
            }
        }
    }

    /** Of the files that have a part in it the last one that changed; all were well before. */
    private String culprit(AliasException e, Set<String> open) {
        TreeSet<String> part = new TreeSet<>();
        e.domains().forEach(domain -> part.add(DomainFolder.fileName(domain)));
        TreeSet<String> blamed = new TreeSet<>(part);
        blamed.retainAll(open);
        return (blamed.isEmpty() ? part : blamed).last();
    }

    private Map<Domain, DomainTable> tables() {
        Map<Domain, DomainTable> tables = new HashMap<>();
        loaded.values().forEach(file -> file.table().ifPresent(table -> tables.put(table.info().domain(), table)));
        return tables;
    }

    /** The domains that are ours and of which nothing is known, with the reason. */
    private Map<Domain, String> broken() {
        Map<Domain, String> broken = new HashMap<>();
        loaded.forEach((name, file) -> {
            if (file.table().isEmpty() && file.domain().isPresent()) {
                broken.put(file.domain().get(), file.problem().orElse(name + " was not read"));
            }
        });
        return broken;
    }

    private void log(String name) {
        Loaded file = loaded.get(name);
        if (file == null) {
            LOG.info("{} is gone; its domain is no longer ours", name);
        } else if (file.problem().isPresent()) {
            LOG.warn("{}; {}", file.problem().get(), file.table().isPresent()
                    ? "what it said before stays in force" : "mail for the domain is deferred");
        } else {
            file.table().map(DomainTable::info).ifPresent(info ->
                    LOG.info("{}: {} accounts, {} aliases", name, info.accounts(), info.aliases()));
        }
    }

    /**
     * Puts a changed file in force and on the disk.
     *
     * @throws IllegalArgumentException if its aliases have no end; nothing is changed then
     */
    synchronized void replace(DomainFile file) throws IOException {
        DomainTable table = DomainTable.of(file);
        Map<Domain, DomainTable> tables = tables();
        tables.put(file.domain(), table);
        Map<Domain, String> broken = broken();
        broken.remove(file.domain());
        Snapshot changed = checked(tables, broken);
        folder.write(file);
        String name = DomainFolder.fileName(file.domain());
        loaded.put(name, new Loaded(
                folder.stamp(name), Optional.of(file.domain()), Optional.of(table), Optional.empty()));
        current = changed;
    }

    private Snapshot checked(Map<Domain, DomainTable> tables, Map<Domain, String> broken) {
        try {
            return Snapshot.of(tables, broken, subAddress);
        } catch (AliasException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Removes a domain, here and on the disk. */
    synchronized void remove(Domain domain) throws IOException {
        String name = DomainFolder.fileName(domain);
        folder.delete(name);
        lastScan = folder.scan();
        apply(Set.of(name));
    }

    synchronized List<String> problems() {
        List<String> problems = new ArrayList<>();
        unreadable.ifPresent(problems::add);
        loaded.values().forEach(file -> file.problem().ifPresent(problems::add));
        problems.addAll(current.warnings());
        return problems;
    }
}
