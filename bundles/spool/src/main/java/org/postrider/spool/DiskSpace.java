package org.postrider.spool;

/**
 * Room on the disk of the spool, in octets.
 *
 * @param usable what this process may still write
 * @param total the size of the file system
 */
record DiskSpace(long usable, long total) {}
