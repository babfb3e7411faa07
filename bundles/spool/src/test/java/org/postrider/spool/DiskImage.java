package org.postrider.spool;

import java.io.FileNotFoundException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Names and contents as they are at one moment. */
final class DiskImage {

    static final class Content {
        private final int inode;
        private byte[] bytes = new byte[0];
        private int size;

        private Content(int inode) {
            this.inode = inode;
        }

        int inode() {
            return inode;
        }

        int size() {
            return size;
        }

        byte[] bytes() {
            return Arrays.copyOf(bytes, size);
        }

        int read(long position, byte[] to, int offset, int length) {
            int count = (int) Math.max(0, Math.min(length, size - position));
            if (count > 0) {
                System.arraycopy(bytes, (int) position, to, offset, count);
            }
            return count;
        }

        void write(long position, byte[] from, int offset, int length) {
            int end = (int) position + length;
            if (end > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
            }
            System.arraycopy(from, offset, bytes, (int) position, length);
            size = Math.max(size, end);
        }

        void resize(long length) {
            bytes = Arrays.copyOf(bytes, (int) length);
            size = (int) length;
        }
    }

    private final Map<Integer, Content> contents = new HashMap<>();
    private final Map<String, Content> names = new HashMap<>();
    private final Set<String> directories = new HashSet<>(Set.of(""));

    DiskImage copy() {
        DiskImage copy = new DiskImage();
        contents.values().forEach(content -> {
            Content other = copy.content(content.inode);
            other.bytes = content.bytes.clone();
            other.size = content.size;
        });
        names.forEach((name, content) -> copy.names.put(name, copy.content(content.inode)));
        copy.directories.addAll(directories);
        return copy;
    }

    Content content(int inode) {
        return contents.computeIfAbsent(inode, Content::new);
    }

    /** The highest number of a file, deleted ones included. */
    int lastInode() {
        return contents.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    Map<String, Content> names() {
        return names;
    }

    Set<String> directories() {
        return directories;
    }

    Content find(String path) throws FileNotFoundException {
        Content content = names.get(path);
        if (content == null) {
            throw new FileNotFoundException(path);
        }
        return content;
    }

    void demandFree(String path) throws java.io.IOException {
        if (names.containsKey(path)) {
            throw new FileAlreadyExistsException(path);
        }
        if (!directories.contains(CrashFs.parent(path))) {
            throw new FileNotFoundException("no directory for " + path);
        }
    }

    /** Applies an operation; one on a name that is not there any more does nothing. */
    void apply(DiskOperation operation) {
        if (operation instanceof DiskOperation.Write write) {
            content(write.inode()).write(write.position(), write.bytes(), 0, write.bytes().length);
        } else if (operation instanceof DiskOperation.Truncate truncate) {
            content(truncate.inode()).resize(truncate.size());
        } else if (operation instanceof DiskOperation.Create create) {
            names.put(create.path(), content(create.inode()));
        } else if (operation instanceof DiskOperation.MakeDirectory make) {
            directories.add(make.path());
        } else if (operation instanceof DiskOperation.Rename rename && names.containsKey(rename.from())) {
            names.put(rename.path(), names.remove(rename.from()));
        } else if (operation instanceof DiskOperation.Delete delete) {
            names.remove(delete.path());
        }
    }
}
