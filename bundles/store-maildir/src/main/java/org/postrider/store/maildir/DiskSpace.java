package org.postrider.store.maildir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.postrider.api.store.StoreFullException;

/** Tells a full disk from a broken one. */
final class DiskSpace {

    private static final long EXHAUSTED = 1024 * 1024;

    private DiskSpace() {}

    /** @return what to throw in place of the failure: the failure itself, or that there is no room */
    static IOException explain(IOException failure, Path where) {
        return saysFull(failure) || isExhausted(where)
                ? new StoreFullException("no room at " + where + ": " + failure.getMessage(), failure) : failure;
    }

    private static boolean saysFull(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            String text = String.valueOf(t.getMessage());
            if (text.contains("No space left on device") || text.contains("Disk quota exceeded")) { // ENOSPC, EDQUOT
                return true;
            }
        }
        return false;
    }

    /** Where the system words its errors in another language, the space itself tells. */
    private static boolean isExhausted(Path where) {
        try {
            return Files.getFileStore(where.getParent()).getUsableSpace() < EXHAUSTED;
        } catch (IOException e) {
            return false;
        }
    }
}
