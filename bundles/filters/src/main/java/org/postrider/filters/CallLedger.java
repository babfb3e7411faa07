package org.postrider.filters;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which filters are being called at this moment, in a file that outlives the process: however that ends, the next one
 * reads who was at work. The file is mapped into memory, so a call costs two additions and no system call; what the
 * system has not written yet when the machine itself fails is of no interest.
 *
 * <p>A filter has a slot: how many calls of it run, and its name and version. Safe from any thread.
 */
final class CallLedger {

    private static final int SLOTS = 256;
    private static final int SLOT = 256;
    private static final int LENGTH_AT = 4;
    private static final int TEXT_AT = 8;
    private static final VarHandle COUNT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

    private final MappedByteBuffer slots;
    private final boolean[] taken = new boolean[SLOTS];

    private CallLedger(MappedByteBuffer slots) {
        this.slots = slots;
    }

    /** A new one in the place of what is there. */
    static CallLedger create(Path file) {
        try {
            Files.deleteIfExists(file); // what another process still has mapped stays its own
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ,
                    StandardOpenOption.WRITE)) {
                MappedByteBuffer slots = channel.map(FileChannel.MapMode.READ_WRITE, 0, SLOTS * SLOT);
                slots.order(ByteOrder.nativeOrder());
                return new CallLedger(slots);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Who was being called when the process that wrote the file ended; nobody if there is no such file. */
    static Set<String> read(Path file) {
        Set<String> running = new TreeSet<>();
        try {
            ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.nativeOrder());
            for (int at = 0; at + SLOT <= all.limit(); at += SLOT) {
                if (all.getInt(at) > 0) {
                    running.add(text(all, at));
                }
            }
        } catch (IOException e) { // the first start, or a file that says nothing
            return Set.of();
        }
        return running;
    }

    private static String text(ByteBuffer all, int at) {
        int length = Math.max(0, Math.min(all.getInt(at + LENGTH_AT), SLOT - TEXT_AT));
        byte[] text = new byte[length];
        all.get(at + TEXT_AT, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** Where calls of this filter are counted; empty when there are more filters than slots. */
    synchronized Optional<Mark> mark(String who) {
        byte[] text = who.getBytes(StandardCharsets.UTF_8);
        for (int slot = 0; slot < SLOTS; slot++) {
            if (!taken[slot] && (int) COUNT.getAcquire(slots, slot * SLOT) == 0) { // else calls of its last owner run
                taken[slot] = true;
                int length = Math.min(text.length, SLOT - TEXT_AT);
                slots.putInt(slot * SLOT + LENGTH_AT, length);
                slots.put(slot * SLOT + TEXT_AT, text, 0, length);
                return Optional.of(new Mark(slot));
            }
        }
        return Optional.empty();
    }

    private synchronized void free(int slot) {
        taken[slot] = false;
    }

    /** The count of one filter. */
    final class Mark {

        private final int slot;

        private Mark(int slot) {
            this.slot = slot;
        }

        void enter() {
            COUNT.getAndAdd(slots, slot * SLOT, 1);
        }

        void leave() {
            COUNT.getAndAdd(slots, slot * SLOT, -1);
        }

        /** The filter is gone; calls of it that still run are counted to their end. */
        void release() {
            free(slot);
        }
    }
}
