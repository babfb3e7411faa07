package org.postrider.spool;

import java.io.IOException;
import java.util.List;

/**
 * Everything the spool asks of a disk, so that a test can be the disk. Paths are relative to the spool directory, with
 * {@code /} between names; the empty path is the directory itself.
 *
 * <p>Nothing is durable before it is forced: the content of a file by {@link SpoolFile#force()}, the existence and the
 * name of a file by {@link #forceDirectory} of the directory it is in. Safe from any thread.
 */
interface SpoolFiles {

    /** Names in a directory, in no order; empty if it does not exist. */
    List<String> list(String directory) throws IOException;

    /** Makes a directory unless it is there. */
    void createDirectory(String path) throws IOException;

    /** Makes a new file, for reading and writing. */
    SpoolFile create(String path) throws IOException;

    /** Opens a file that exists, for reading and writing. */
    SpoolFile open(String path) throws IOException;

    /** Renames a file; one that has the new name already is replaced. */
    void rename(String from, String to) throws IOException;

    /** Gives a file a second name, which no file has. Each name is deleted for itself. */
    void link(String path, String other) throws IOException;

    /** Deletes a file; one that is not there is no fault. */
    void delete(String path) throws IOException;

    void forceDirectory(String path) throws IOException;

    DiskSpace space() throws IOException;

    /**
     * Takes the spool for this process.
     *
     * @return close it to let go
     * @throws IOException if another process has it; the message names it
     */
    AutoCloseable lock() throws IOException;
}
