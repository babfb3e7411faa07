package org.postrider.api.queue;

/**
 * The queue in figures.
 *
 * @param total messages in the queue
 * @param active messages that are being delivered now
 * @param deferred messages that wait for another attempt
 * @param held messages that are kept back
 * @param delivered recipients delivered to since the start
 * @param bounced recipients given up since the start
 */
public record QueueStatus(long total, long active, long deferred, long held, long delivered, long bounced) {}
