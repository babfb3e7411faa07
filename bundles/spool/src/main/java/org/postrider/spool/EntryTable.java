package org.postrider.spool;

import java.util.function.Consumer;

/** Entries by id: open addressing with linear probing. Not safe for several threads. */
final class EntryTable {

    private Entry[] slots = new Entry[64];
    private int size;

    int size() {
        return size;
    }

    /** The entry, or null. */
    Entry get(long id) {
        for (int i = home(id); slots[i] != null; i = next(i)) {
            if (slots[i].id() == id) {
                return slots[i];
            }
        }
        return null;
    }

    /** @throws IllegalStateException if the id is there already */
    void put(Entry entry) {
        if (3 * (size + 1) > 2 * slots.length) {
            grow();
        }
        int i = home(entry.id());
        while (slots[i] != null) {
            if (slots[i].id() == entry.id()) {
                throw new IllegalStateException("a message is queued already under the id " + entry.id());
            }
            i = next(i);
        }
        slots[i] = entry;
        size++;
    }

    void remove(long id) {
        int i = home(id);
        while (slots[i] != null && slots[i].id() != id) {
            i = next(i);
        }
        if (slots[i] != null) {
            size--;
            closeGap(i);
        }
    }

    /** Moves back what was displaced past the gap, so that no search ends too early. */
    private void closeGap(int start) {
        int gap = start;
        slots[gap] = null;
        for (int i = next(gap); slots[i] != null; i = next(i)) {
            int displaced = i - home(slots[i].id()) & slots.length - 1;
            if (displaced >= (i - gap & slots.length - 1)) {
                slots[gap] = slots[i];
                slots[i] = null;
                gap = i;
            }
        }
    }

    void forEach(Consumer<Entry> action) {
        for (Entry entry : slots) {
            if (entry != null) {
                action.accept(entry);
            }
        }
    }

    private void grow() {
        Entry[] old = slots;
        slots = new Entry[Math.multiplyExact(2, old.length)];
        size = 0;
        for (Entry entry : old) {
            if (entry != null) {
                put(entry);
            }
        }
    }

    private int home(long id) {
        long mixed = id * 0x9e3779b97f4a7c15L;
        return (int) (mixed >>> 32) & slots.length - 1;
    }

    private int next(int i) {
        return i + 1 & slots.length - 1;
    }
}
