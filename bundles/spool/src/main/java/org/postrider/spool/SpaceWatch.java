package org.postrider.spool;

import java.io.IOException;
import java.util.Optional;

import org.postrider.api.queue.SpoolException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the disk has room for more mail. It is full below the reserve, and has room again a tenth above it. */
final class SpaceWatch {

    private static final Logger LOG = LoggerFactory.getLogger(SpaceWatch.class);

    private final SpoolFiles files;
    private final int reservePercent;
    private final long reserveOctets;
    private volatile Optional<String> problem = Optional.empty();

    SpaceWatch(SpoolFiles files, SpoolSettings settings) {
        this.files = files;
        this.reservePercent = settings.reservePercent();
        this.reserveOctets = settings.reserveOctets();
    }

    /** Looks at the disk; called every second. */
    void check() {
        Optional<String> before = problem;
        try {
            DiskSpace space = files.space();
            long reserve = Math.max(space.total() / 100 * reservePercent, reserveOctets);
            long needed = before.isPresent() ? reserve + reserve / 10 : reserve;
            problem = space.usable() >= needed ? Optional.empty()
                    : Optional.of("the disk has " + space.usable() + " octets left, " + needed + " are needed");
        } catch (IOException e) {
            problem = Optional.of("the space on disk is unknown: " + e.getMessage());
        }
        if (problem.isPresent() != before.isPresent()) {
            LOG.warn("spool: {}", problem.orElse("the disk has room again"));
        }
    }

    /** Why there is no room. */
    Optional<String> problem() {
        return problem;
    }

    /** @throws SpoolException if there is no room */
    void demand() throws SpoolException {
        Optional<String> now = problem;
        if (now.isPresent()) {
            throw new SpoolException(SpoolException.Reason.FULL, now.get(), null);
        }
    }
}
