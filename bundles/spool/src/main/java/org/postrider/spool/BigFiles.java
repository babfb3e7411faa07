package org.postrider.spool;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import org.postrider.api.message.MessageId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of big messages, {@code big/xx/ID.eml}. A file has its name before a record refers to it, and loses it
 * after the record has lost its meaning; whatever no record refers to at the start is a leftover.
 */
final class BigFiles {

    static final String ROOT = "big";

    private static final Logger LOG = LoggerFactory.getLogger(BigFiles.class);

    private final SpoolFiles files;
    private final Set<String> directories = ConcurrentHashMap.newKeySet();
    private final Map<Long, Long> lengths = new ConcurrentHashMap<>();

    BigFiles(SpoolFiles files) {
        this.files = files;
    }

    private static String directory(long id) {
        return String.format("%s/%02x", ROOT, id * 0x9e3779b97f4a7c15L >>> 56);
    }

    static String path(long id) {
        return directory(id) + "/" + new MessageId(id) + ".eml";
    }

    private static String draftPath(long id) {
        return directory(id) + "/" + new MessageId(id) + ".tmp";
    }

    SpoolFile create(long id) throws IOException {
        createDirectory(id);
        return files.create(draftPath(id));
    }

    private void createDirectory(long id) throws IOException {
        String directory = directory(id);
        if (!directories.contains(directory)) {
            files.createDirectory(directory);
            files.forceDirectory(ROOT);
            directories.add(directory);
        }
    }

    /** Gives a file that was forced its name, durably. */
    void commit(long id, long length) throws IOException {
        if (has(id)) {
            throw new IOException("there is a message of this id: " + new MessageId(id));
        }
        files.rename(draftPath(id), path(id));
        lengths.put(id, length);
        try {
            files.forceDirectory(directory(id));
        } catch (IOException e) {
            discard(id);
            throw e;
        }
    }

    /** Gives the file of one message a second name, durably, as that of another one. */
    void link(long id, long other) throws IOException {
        createDirectory(other);
        files.link(path(id), path(other));
        lengths.put(other, lengths.get(id));
        files.forceDirectory(directory(other));
    }

    void discardDraft(long id) {
        delete(draftPath(id));
    }

    /** Whether there is a file that belongs to this message. */
    boolean has(long id) {
        return lengths.containsKey(id);
    }

    void discard(long id) {
        delete(path(id));
        lengths.remove(id);
    }

    SpoolFile open(long id) throws IOException {
        return files.open(path(id));
    }

    long octets() {
        return lengths.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Puts the directory in order at the start.
     *
     * @param expected the files that there should be: length by id
     * @param keep whether leftovers are put aside, because a record that was lost may have referred to them
     * @return the ids whose file is missing or has another length
     */
    Set<Long> recover(Map<Long, Long> expected, boolean keep) throws IOException {
        files.createDirectory(ROOT);
        files.forceDirectory("");
        Set<Long> missing = new TreeSet<>(expected.keySet());
        for (String directory : files.list(ROOT)) {
            for (String name : files.list(ROOT + "/" + directory)) {
                String path = ROOT + "/" + directory + "/" + name;
                long id = id(name);
                if (!expected.containsKey(id) || !path(id).equals(path)) {
                    tidy(path, name, keep && name.endsWith(".eml"));
                } else if (length(path) == expected.get(id)) {
                    missing.remove(id);
                    lengths.put(id, expected.get(id));
                }
            }
        }
        return missing;
    }

    private static long id(String name) {
        try {
            return name.endsWith(".eml") ? MessageId.parse(name.substring(0, name.length() - 4)).value() : 0;
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }

    private long length(String path) throws IOException {
        try (SpoolFile file = files.open(path)) {
            return file.size();
        }
    }

    private void tidy(String path, String name, boolean keep) throws IOException {
        if (keep) {
            files.createDirectory(Quarantine.ROOT);
            files.rename(path, Quarantine.ROOT + "/" + name);
            LOG.warn("{} belongs to no message and was put into {}", path, Quarantine.ROOT);
        } else {
            files.delete(path);
        }
    }

    private void delete(String path) {
        try {
            files.delete(path);
        } catch (IOException e) {
            LOG.warn("{} could not be deleted and will be at the next start: {}", path, e.toString());
        }
    }
}
