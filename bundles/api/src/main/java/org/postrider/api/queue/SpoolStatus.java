package org.postrider.api.queue;

/**
 * The spool in figures.
 *
 * @param messages messages that are not finished
 * @param bytes octets of segments and message files on disk
 * @param segments segment files
 * @param commits messages made durable since the start
 * @param forces how often the disk was forced for them
 * @param accepting whether new messages are taken
 * @param problem why not; empty if they are
 */
public record SpoolStatus(
        long messages, long bytes, int segments, long commits, long forces, boolean accepting, String problem) {}
