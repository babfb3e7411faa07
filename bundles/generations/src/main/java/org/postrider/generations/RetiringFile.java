package org.postrider.generations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

import org.osgi.framework.Bundle;

/**
 * Which versions are on their way out, for the time after a restart. It is in the framework's own storage, where the ids
 * of bundles are: whoever empties that has no such versions any more. Safe from any thread.
 */
final class RetiringFile {

    private final Path file;
    private final Set<String> marks = new LinkedHashSet<>();

    RetiringFile(Path file) {
        this.file = file;
        try {
            marks.addAll(Files.readAllLines(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return; // nothing has been retired yet
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized boolean has(Bundle bundle) {
        return marks.contains(mark(bundle));
    }

    synchronized void add(Bundle bundle) {
        if (marks.add(mark(bundle))) {
            write();
        }
    }

    synchronized void remove(Bundle bundle) {
        if (marks.remove(mark(bundle))) {
            write();
        }
    }

    private static String mark(Bundle bundle) {
        return bundle.getBundleId() + " " + bundle.getSymbolicName() + " " + bundle.getVersion();
    }

    private void write() {
        try {
            AtomicFile.write(file, String.join("\n", marks) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
