package org.postrider.spool;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** From a list of operations to what is on the disk when the power fails behind the last of them. */
final class PowerCut {

    private static final int SECTOR = 512;

    private final DiskImage base;
    private final List<DiskOperation> operations;
    private final boolean[] durable;

    /** @param forcing false if forcing did nothing */
    PowerCut(DiskImage base, List<DiskOperation> operations, boolean forcing) {
        this.base = base;
        this.operations = operations;
        this.durable = new boolean[operations.size()];
        if (forcing) {
            markDurable();
        }
    }

    /** An operation is durable if what it changed was forced later. */
    private void markDurable() {
        Set<Integer> inodes = new HashSet<>();
        Set<String> directories = new HashSet<>();
        for (int i = operations.size() - 1; i >= 0; i--) {
            DiskOperation operation = operations.get(i);
            if (operation instanceof DiskOperation.Force force) {
                inodes.add(force.inode());
            } else if (operation instanceof DiskOperation.ForceDirectory force) {
                directories.add(force.path());
            } else if (operation instanceof DiskOperation.OnContent content) {
                durable[i] = inodes.contains(content.inode());
            } else if (operation instanceof DiskOperation.OnName name) {
                durable[i] = directories.contains(name.directory());
            }
        }
    }

    DiskImage image(CrashFs.Remains remains, Random random) {
        DiskImage image = base.copy();
        int kept = kept(remains, random);
        Map<String, Integer> keptNames = new TreeMap<>();
        for (int i = 0; i < operations.size(); i++) {
            DiskOperation operation = operations.get(i);
            if (durable[i] || remains != CrashFs.Remains.ANY_SECTORS && i < kept) {
                image.apply(operation);
            } else if (remains == CrashFs.Remains.A_TORN_WRITE && i == kept) {
                tear(image, operation, random);
            } else if (remains == CrashFs.Remains.ANY_SECTORS) {
                scatter(image, operation, keptNames, random);
            }
        }
        return image;
    }

    private int kept(CrashFs.Remains remains, Random random) {
        int[] pending = IntStream.range(0, operations.size()).filter(i -> !durable[i]).toArray();
        if (remains == CrashFs.Remains.NOTHING || pending.length == 0) {
            return 0;
        }
        int count = random.nextInt(pending.length + 1);
        return count == pending.length ? operations.size() : pending[count];
    }

    private static void tear(DiskImage image, DiskOperation operation, Random random) {
        if (operation instanceof DiskOperation.Write write) {
            int sectors = random.nextInt(write.bytes().length / SECTOR + 2);
            long end = (write.position() / SECTOR + sectors) * SECTOR;
            int length = (int) Math.max(0, Math.min(write.bytes().length, end - write.position()));
            image.apply(new DiskOperation.Write(
                    write.inode(), write.position(), Arrays.copyOf(write.bytes(), length)));
        }
    }

    /** Any sectors of any writes; the operations on each directory up to any point. */
    private static void scatter(DiskImage image, DiskOperation operation, Map<String, Integer> names, Random random) {
        if (operation instanceof DiskOperation.Write write) {
            long from = write.position();
            while (from < write.position() + write.bytes().length) {
                long to = Math.min(write.position() + write.bytes().length, (from / SECTOR + 1) * SECTOR);
                if (random.nextBoolean()) {
                    image.apply(new DiskOperation.Write(write.inode(), from, Arrays.copyOfRange(
                            write.bytes(), (int) (from - write.position()), (int) (to - write.position()))));
                }
                from = to;
            }
        } else if (operation instanceof DiskOperation.OnName name) {
            int left = names.computeIfAbsent(name.directory(), directory -> random.nextInt(4));
            if (left > 0) {
                names.put(name.directory(), left - 1);
                image.apply(operation);
            }
        } else if (random.nextBoolean()) {
            image.apply(operation);
        }
    }
}
