package org.postrider.spool;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What was found on the disk at the start.
 *
 * @param node the spool's own number
 * @param index the live messages
 * @param used segments with records, sealed
 * @param spares segments that are ready to be written to
 * @param openEnds ends of segments that no record tells yet
 * @param lastSequence no segment has a higher number
 * @param lastId no higher id was given out
 */
record Recovered(
        UUID node, MessageIndex index, List<Segment> used, List<Segment> spares, Map<Long, Integer> openEnds,
        long lastSequence, long lastId) {}
