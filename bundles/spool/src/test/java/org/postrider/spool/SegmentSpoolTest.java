package org.postrider.spool;

import java.nio.file.Path;
import java.time.Clock;

import org.junit.jupiter.api.io.TempDir;
import org.postrider.api.queue.Spool;
import org.postrider.testing.spool.SpoolContract;

final class SegmentSpoolTest extends SpoolContract {

    @TempDir
    private Path directory;

    @Override
    protected Spool start() throws Exception {
        return new SegmentSpool(TestSettings.small(), new DiskFiles(directory, true), Clock.systemUTC());
    }

    @Override
    protected void stop(Spool running) {
        ((SegmentSpool) running).close();
    }
}
