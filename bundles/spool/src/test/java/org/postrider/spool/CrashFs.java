package org.postrider.spool;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A disk in memory that remembers every operation, and can be cut off from power after any of them. What was forced is
 * then there; what was not may be there, in part, or in another order than it was written. Names are not forced with
 * contents, but with their directory.
 */
final class CrashFs implements SpoolFiles {

    /** What a power cut leaves of that which was not forced. */
    enum Remains {
        NOTHING, A_PREFIX, A_TORN_WRITE, ANY_SECTORS
    }

    private final DiskImage base;
    private final DiskImage now;
    private final boolean forcing;
    private final List<DiskOperation> journal = new ArrayList<>();
    private final Set<Integer> failedForces = new HashSet<>();
    private Predicate<DiskOperation> fault = operation -> false;
    private String faultText = "Input/output error";
    private DiskSpace space = new DiskSpace(1L << 40, 1L << 41);
    private int nextInode;
    private boolean forcedAgain;
    private boolean locked;

    CrashFs() {
        this(new DiskImage(), true);
    }

    /** @param forcing false for a disk that says it has forced and has not */
    CrashFs(DiskImage base, boolean forcing) {
        this.base = base;
        this.now = base.copy();
        this.forcing = forcing;
        this.nextInode = 1 + now.lastInode();
    }

    static String parent(String path) {
        return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
    }

    /** How many operations there were. */
    synchronized int operations() {
        return journal.size();
    }

    /** How often a file was renamed from one kind to the other. */
    synchronized int renames(String from, String to) {
        return (int) journal.stream().filter(operation -> operation instanceof DiskOperation.Rename rename
                && rename.from().endsWith("." + from) && rename.path().endsWith("." + to)).count();
    }

    /** Lets operations fail from now on. */
    synchronized void failOn(Predicate<DiskOperation> which, String text) {
        fault = which;
        faultText = text;
    }

    synchronized void space(DiskSpace left) {
        space = left;
    }

    /** Whether a file was forced once more after forcing it had failed. */
    synchronized boolean wasForcedAgain() {
        return forcedAgain;
    }

    /** What is to be seen now. */
    synchronized DiskImage image() {
        return now.copy();
    }

    /** The disk after a power cut behind this many operations. */
    synchronized DiskImage cut(int operations, Remains remains, Random random) {
        return new PowerCut(base, journal.subList(0, operations), forcing).image(remains, random);
    }

    private synchronized void perform(DiskOperation operation) throws IOException {
        if (operation instanceof DiskOperation.Force force && failedForces.contains(force.inode())) {
            forcedAgain = true;
        }
        if (fault.test(operation)) {
            if (operation instanceof DiskOperation.Force force) {
                failedForces.add(force.inode());
            } else if (operation instanceof DiskOperation.Write write) {
                record(new DiskOperation.Write(write.inode(), write.position(),
                        java.util.Arrays.copyOf(write.bytes(), write.bytes().length / 2)));
            }
            throw new IOException(faultText);
        }
        record(operation);
    }

    private void record(DiskOperation operation) {
        journal.add(operation);
        now.apply(operation);
    }

    @Override
    public synchronized List<String> list(String directory) {
        Set<String> names = new HashSet<>(now.names().keySet());
        names.addAll(now.directories());
        names.remove("");
        return names.stream().filter(path -> parent(path).equals(directory))
                .map(path -> path.substring(path.lastIndexOf('/') + 1)).toList();
    }

    @Override
    public synchronized void createDirectory(String path) throws IOException {
        for (int i = path.indexOf('/'); i > 0; i = path.indexOf('/', i + 1)) {
            createDirectory(path.substring(0, i));
        }
        if (!now.directories().contains(path)) {
            perform(new DiskOperation.MakeDirectory(path));
        }
    }

    @Override
    public synchronized SpoolFile create(String path) throws IOException {
        now.demandFree(path);
        int inode = nextInode++;
        perform(new DiskOperation.Create(path, inode));
        return new CrashFile(inode);
    }

    @Override
    public synchronized SpoolFile open(String path) throws IOException {
        return new CrashFile(now.find(path).inode());
    }

    @Override
    public synchronized void rename(String from, String to) throws IOException {
        now.find(from);
        if (!now.directories().contains(parent(to))) {
            throw new FileNotFoundException("no directory for " + to);
        }
        perform(new DiskOperation.Rename(from, to));
    }

    @Override
    public synchronized void link(String path, String other) throws IOException {
        now.demandFree(other);
        perform(new DiskOperation.Create(other, now.find(path).inode()));
    }

    @Override
    public synchronized void delete(String path) throws IOException {
        if (now.names().containsKey(path)) {
            perform(new DiskOperation.Delete(path));
        }
    }

    @Override
    public void forceDirectory(String path) throws IOException {
        perform(new DiskOperation.ForceDirectory(path));
    }

    @Override
    public synchronized DiskSpace space() {
        return space;
    }

    @Override
    public synchronized AutoCloseable lock() throws IOException {
        if (locked) {
            throw new IOException("in use");
        }
        locked = true;
        return () -> locked = false;
    }

    private final class CrashFile implements SpoolFile {

        private final int inode;
        private volatile boolean closed;

        CrashFile(int inode) {
            this.inode = inode;
        }

        private void demandOpen() throws IOException {
            if (closed) {
                throw new IOException("the file is closed");
            }
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            demandOpen();
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            perform(new DiskOperation.Write(inode, position, copy));
        }

        @Override
        public int read(ByteBuffer bytes, long position) throws IOException {
            demandOpen();
            synchronized (CrashFs.this) {
                byte[] copy = new byte[bytes.remaining()];
                int count = now.content(inode).read(position, copy, 0, copy.length);
                bytes.put(copy, 0, count);
                return count;
            }
        }

        @Override
        public void force() throws IOException {
            demandOpen();
            perform(new DiskOperation.Force(inode));
        }

        @Override
        public long size() {
            synchronized (CrashFs.this) {
                return now.content(inode).size();
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            demandOpen();
            perform(new DiskOperation.Truncate(inode, size));
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
