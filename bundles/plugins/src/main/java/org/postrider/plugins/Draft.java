package org.postrider.plugins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.osgi.framework.Bundle;
import org.postrider.api.plugin.PluginChange;
import org.postrider.api.plugin.PluginDraft;
import org.postrider.api.plugin.PluginPlan;
import org.postrider.api.plugin.PluginProblem;

/** A copy of a file, so that what was judged is what is installed. */
final class Draft implements PluginDraft {

    private final Path copy;
    private final PluginPlan plan;
    private final PluginChanges changes;

    private Draft(Path copy, PluginPlan plan, PluginChanges changes) {
        this.copy = copy;
        this.plan = plan;
        this.changes = changes;
    }

    /**
     * Copies and judges.
     *
     * @param sha256 what it has to hash to
     * @param copy an empty file; deleted if this fails
     */
    static Draft of(Source source, Optional<String> sha256, Path copy, PluginChanges changes) throws IOException {
        try {
            source.copyTo(copy);
            PluginFolder.force(copy);
            String found = Sha256.of(copy);
            if (sha256.filter(it -> !it.equals(found)).isPresent()) {
                throw new IOException(source.text() + " has the SHA-256 " + found + ", not " + sha256.get());
            }
            return new Draft(copy, plan(source, found, copy, changes.surroundings()), changes);
        } catch (IOException e) {
            Files.deleteIfExists(copy);
            throw e;
        }
    }

    private static PluginPlan plan(Source source, String sha256, Path copy, Surroundings surroundings) throws IOException {
        long size = Files.size(copy);
        Installed installed = new Installed(surroundings.context());
        try {
            BundleFile file = BundleFile.read(copy, source.most());
            Optional<Bundle> before = installed.all(file.name()).stream().filter(it -> !surroundings.deployed().has(it))
                    .max(Comparator.comparing(Bundle::getVersion));
            return new PluginPlan(file.name(), file.version().toString(), size, sha256, source.text(),
                    before.map(it -> it.getVersion().toString()), List.of(file.label()),
                    refreshed(file, before, installed), file.offers(), Judgement.of(file, installed));
        } catch (IOException e) {
            return new PluginPlan("", "", size, sha256, source.text(), Optional.empty(), List.of(), List.of(), List.of(),
                    List.of(new PluginProblem(e.getMessage(), "build it as a bundle, and copy all of it")));
        }
    }

    /** Those that would be linked to it, and those that are linked to the version that goes. */
    private static List<String> refreshed(BundleFile file, Optional<Bundle> before, Installed installed) {
        Stream<Bundle> left = before.stream().flatMap(it -> installed.dependants(it).stream());
        List<Bundle> all = new ArrayList<>(installed.attracted(file));
        left.filter(it -> !all.contains(it)).forEach(all::add);
        return all.stream().map(it -> it.getSymbolicName() + " " + it.getVersion()).sorted().toList();
    }

    @Override
    public PluginPlan plan() {
        return plan;
    }

    Path copy() {
        return copy;
    }

    /** The server may be another since it was judged. @throws IOException in words if it cannot be installed */
    BundleFile judgedAgain() throws IOException {
        if (!plan.isFine()) {
            throw new IOException("it cannot be installed: " + Stream.concat(
                    plan.problems().stream().map(PluginProblem::text), plan.refreshes().stream()).toList());
        }
        BundleFile file = BundleFile.read(copy, plan.size());
        List<PluginProblem> problems = Judgement.of(file, new Installed(changes.surroundings().context()));
        if (!problems.isEmpty()) {
            throw new IOException(problems.get(0).text());
        }
        return file;
    }

    @Override
    public PluginChange install() throws IOException {
        return changes.install(this);
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
