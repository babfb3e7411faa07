package org.postrider.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

import org.postrider.api.message.MessageId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where damaged parts of the log are put, for whoever wants to look: {@code corrupt/}. Nothing there is read again. */
final class Quarantine {

    static final String ROOT = "corrupt";

    private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);

    private final SpoolFiles files;
    private final Set<String> names;
    private boolean used;

    Quarantine(SpoolFiles files) throws IOException {
        this.files = files;
        this.names = new HashSet<>(files.list(ROOT));
    }

    /** Whether something that had been acknowledged is damaged. */
    boolean isUsed() {
        return used;
    }

    /** Copies a damaged region out of a segment, unless an earlier start did. */
    void keep(Segment segment, Damage damage) {
        String name = segment.name().replace(".seg", "-" + damage.offset() + ".rec");
        if (!names.add(name)) {
            return;
        }
        used |= damage.certain();
        report(segment, damage);
        try {
            files.createDirectory(ROOT);
            files.delete(ROOT + "/" + name + ".tmp");
            try (SpoolFile copy = files.create(ROOT + "/" + name + ".tmp")) {
                copy(segment.file(), damage, copy);
                copy.force();
            }
            files.rename(ROOT + "/" + name + ".tmp", ROOT + "/" + name);
            files.forceDirectory(ROOT);
        } catch (IOException e) {
            LOG.error("no copy of it could be made: {}", e.toString());
        }
    }

    private static void report(Segment segment, Damage damage) {
        String message = damage.id() == 0 ? "unknown" : String.valueOf(new MessageId(damage.id()));
        if (damage.certain()) {
            LOG.error("{} is damaged at offset {} for {} octets, message {}; a copy goes to {}",
                    segment.name(), damage.offset(), damage.length(), message, ROOT);
        } else {
            LOG.warn("{} has a record at offset {} that was never whole, or is damaged; message {}; a copy goes to {}",
                    segment.name(), damage.offset(), message, ROOT);
        }
    }

    private static void copy(SpoolFile from, Damage damage, SpoolFile to) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Math.min(1 << 20, Math.max(1, damage.length())));
        for (int done = 0; done < damage.length(); done += buffer.limit()) {
            buffer.clear().limit(Math.min(buffer.capacity(), damage.length() - done));
            int count = from.read(buffer, damage.offset() + (long) done);
            if (count == 0) {
                return; // the file is cut short
            }
            to.write(buffer.flip(), done);
        }
    }

    /** Puts aside a segment that cannot be read at all. */
    void keepFile(String name, String why) throws IOException {
        used = true;
        LOG.error("{} is put into {}: {}", name, ROOT, why);
        files.createDirectory(ROOT);
        String kept = name;
        for (int i = 1; !names.add(kept); i++) {
            kept = name + "." + i;
        }
        files.rename(name, ROOT + "/" + kept);
        files.forceDirectory(ROOT);
        files.forceDirectory("");
    }
}
