package org.postrider.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The boundaries of the multiparts that are open, from the outermost to the innermost. */
final class Boundaries {

    private final List<Level> levels = new ArrayList<>();

    /** One multipart that is open. */
    static final class Level {

        private final Entity entity;
        private final long head;
        private final long start;
        private final byte[] delimiter;
        private boolean part;

        private Level(Entity entity, long head, long start) {
            this.entity = entity;
            this.head = head;
            this.start = start;
            this.delimiter = ("--" + entity.boundary().orElseThrow()).getBytes(StandardCharsets.UTF_8);
        }

        Entity entity() {
            return entity;
        }

        /** Where its header begins. */
        long head() {
            return head;
        }

        /** Where its body begins. */
        long start() {
            return start;
        }

        void sawPart() {
            part = true;
        }

        boolean hasPart() {
            return part;
        }
    }

    void push(Entity entity, long head, long start) {
        levels.add(new Level(entity, head, start));
    }

    Level closeInnermost() {
        return levels.remove(levels.size() - 1);
    }

    Level get(int level) {
        return levels.get(level);
    }

    int size() {
        return levels.size();
    }

    /**
     * The multipart whose boundary the line begins with, or -1. It is enough that the line begins with it (RFC 2046
     * 5.1.1); where one boundary begins with another, the longer one is meant, and of equal ones the inner one.
     */
    int match(byte[] line, int length) {
        int best = -1;
        if (length < 2 || line[0] != '-' || line[1] != '-') {
            return best;
        }
        for (int i = levels.size() - 1; i >= 0; i--) {
            byte[] delimiter = levels.get(i).delimiter;
            boolean longer = best < 0 || delimiter.length > levels.get(best).delimiter.length;
            if (longer && startsWith(line, length, delimiter)) {
                best = i;
            }
        }
        return best;
    }

    private static boolean startsWith(byte[] line, int length, byte[] delimiter) {
        return delimiter.length <= length
                && Arrays.equals(line, 0, delimiter.length, delimiter, 0, delimiter.length);
    }

    /** Whether the line, which matched this level, ends the multipart. */
    boolean isClosing(byte[] line, int length, int level) {
        int at = levels.get(level).delimiter.length;
        return at + 1 < length && line[at] == '-' && line[at + 1] == '-';
    }
}
