package org.postrider.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.postrider.api.message.MessageId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out at the start what the spool holds. First everything is read and nothing changed, so that a spool of a newer
 * version is left as it is; then damaged parts are put aside and leftovers removed.
 */
final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final SpoolFiles files;
    private final BigFiles bigFiles;
    private final int segmentSize;
    private final Map<Segment, List<Damage>> damages = new LinkedHashMap<>();
    private final List<Segment> used = new ArrayList<>();
    private final List<Segment> empty = new ArrayList<>();
    private final Map<Long, Integer> openEnds = new HashMap<>();

    Recovery(SpoolFiles files, BigFiles bigFiles, int segmentSize) {
        this.files = files;
        this.bigFiles = bigFiles;
        this.segmentSize = segmentSize;
    }

    Recovered run() throws IOException {
        SegmentFiles found = SegmentFiles.read(files);
        LogReplay replay = new LogReplay(ends(found.readable()));
        for (Segment segment : found.readable()) {
            scan(segment, replay);
        }
        replay.applyCheckpoints();
        tidy(found, replay);
        List<Segment> spares = spares();
        return new Recovered(found.node(), replay.index(), used, spares, openEnds, found.lastSequence(),
                replay.lastId());
    }

    /** What the first records of the segments say of the ends of those before. */
    private static Map<Long, Integer> ends(List<Segment> segments) throws IOException {
        Map<Long, Integer> ends = new HashMap<>();
        for (Segment segment : segments) {
            Optional<ByteBuffer> start = start(segment);
            if (start.isPresent()) {
                LogReplay.ends(new FieldReader(start.get()))
                        .forEach((sequence, end) -> ends.merge(sequence, end, Math::min));
            }
        }
        return ends;
    }

    private static Optional<ByteBuffer> start(Segment segment) throws IOException {
        int room = segment.octets() - Segment.FIRST;
        if (room < RecordHeader.OCTETS) {
            return Optional.empty();
        }
        ByteBuffer header = segment.read(Segment.FIRST, RecordHeader.OCTETS);
        if (!RecordHeader.isAt(header, 0, segment.seed(), Segment.FIRST)) {
            return Optional.empty();
        }
        RecordHeader start = RecordHeader.read(header, 0);
        if (start.type() != RecordType.START.code() || RecordHeader.recordOctets(start.length()) > room) {
            return Optional.empty();
        }
        ByteBuffer record = segment.read(Segment.FIRST, RecordHeader.OCTETS + start.length());
        return LogRecord.isIntact(record, segment.seed(), Segment.FIRST)
                ? Optional.of(record.position(RecordHeader.OCTETS)) : Optional.empty();
    }

    private void scan(Segment segment, LogReplay replay) throws IOException {
        SegmentScan scan = new SegmentScan(segment, replay.end(segment), replay);
        scan.run();
        damages.put(segment, new ArrayList<>(scan.damages()));
        if (replay.hasEnd(segment)) {
            ended(segment, scan, replay.end(segment));
        } else {
            open(segment, scan, replay.isSealed());
        }
    }

    /** A segment whose end is told: all of it had been durable. */
    private void ended(Segment segment, SegmentScan scan, int end) {
        List<Damage> found = damages.get(segment);
        if (scan.reached() < end) {
            found.add(new Damage(scan.reached(), end - scan.reached(), 0, true));
        }
        found.replaceAll(Damage::asCertain);
        segment.end(Math.max(end, Segment.FIRST));
        segment.seal();
        used.add(segment);
    }

    /** The last segment of a run, or one that was not used. */
    private void open(Segment segment, SegmentScan scan, boolean sealed) {
        if (segment.octets() < segment.header().size()) {
            LOG.error("{} was cut short: {} octets of {}", segment.name(), segment.octets(), segment.header().size());
            damages.get(segment).add(
                    new Damage(scan.reached(), Math.max(0, segment.octets() - scan.reached()), 0, true));
        }
        segment.end(scan.end());
        if (scan.reached() == Segment.FIRST) {
            empty.add(segment);
        } else {
            if (!sealed) {
                LOG.warn("the spool was not closed in order; its log ends in {} at {}", segment.name(), scan.reached());
            }
            segment.seal();
            used.add(segment);
            openEnds.put(segment.sequence(), segment.end());
        }
    }

    private void tidy(SegmentFiles found, LogReplay replay) throws IOException {
        Quarantine quarantine = new Quarantine(files);
        for (Map.Entry<String, String> file : found.unreadable().entrySet()) {
            quarantine.keepFile(file.getKey(), file.getValue());
        }
        for (Map.Entry<Segment, List<Damage>> segment : damages.entrySet()) {
            for (Damage damage : segment.getValue()) {
                quarantine.keep(segment.getKey(), damage);
            }
        }
        for (String name : files.list("")) {
            if (name.endsWith(".tmp")) {
                files.delete(name);
            }
        }
        for (long id : bigFiles.recover(replay.bigLengths(), quarantine.isUsed())) {
            withoutFile(id, replay, quarantine);
        }
    }

    private static void withoutFile(long id, LogReplay replay, Quarantine quarantine) {
        Optional<Entry> entry = replay.index().find(id);
        replay.forget(id);
        LOG.error("the file of message {} is missing or has another length", new MessageId(id));
        if (entry.isPresent()) {
            Place place = entry.get().place();
            quarantine.keep(place.segment(), new Damage(
                    place.offset(), RecordHeader.recordOctets(place.length()), id, true));
        }
    }

    /** Segments of the wrong size, or with a lower number than one in use, are of no use. */
    private List<Segment> spares() {
        long last = used.isEmpty() ? 0 : used.get(used.size() - 1).sequence();
        List<Segment> spares = new ArrayList<>();
        for (Segment segment : empty) {
            if (segment.sequence() > last && segment.octets() == segmentSize) {
                spares.add(segment);
            } else {
                segment.seal();
                used.add(segment);
            }
        }
        return spares;
    }
}
