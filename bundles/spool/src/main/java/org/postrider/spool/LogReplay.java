package org.postrider.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the records of the log come to, one after the other. */
final class LogReplay implements SegmentScan.Visitor {

    private static final Logger LOG = LoggerFactory.getLogger(LogReplay.class);

    private final MessageIndex index = new MessageIndex();
    private final Map<Long, Long> bigLengths = new HashMap<>();
    private final Map<Long, Set<Long>> checkpoints = new HashMap<>();
    private final Map<Long, Integer> ends;
    private long lastId;
    private boolean sealed;

    /** @param ends where segments end, as the first records of later ones say */
    LogReplay(Map<Long, Integer> ends) {
        this.ends = ends;
    }

    @Override
    public void record(Place place, RecordHeader header, ByteBuffer payload) throws IOException {
        RecordType type = RecordType.of(header.type()).orElseThrow(() -> new IOException(
                "the spool has records of type " + header.type() + " (" + place.segment().name()
                        + "), which a newer version has written; nothing was changed"));
        sealed = type == RecordType.SEAL;
        lastId = sealed ? header.id() : Math.max(lastId, header.id());
        try {
            apply(type, place, header.id(), new FieldReader(payload));
        } catch (IOException e) {
            LOG.error("{} has a record at offset {} that makes no sense: {}",
                    place.segment().name(), place.offset(), e.getMessage());
        }
    }

    private void apply(RecordType type, Place place, long id, FieldReader in) throws IOException {
        switch (type) {
            case START -> ends(in).keySet().forEach(place.segment()::mention);
            case MESSAGE, BIG_MESSAGE -> message(type, place, id, in);
            case STATE -> index.state(id, place, null);
            case FINISH -> {
                place.segment().mention(in.longNumber());
                forget(id);
            }
            case CHECKPOINT -> checkpoint(place, in);
            default -> { } // IDS and SEAL say nothing but their id
        }
    }

    private void message(RecordType type, Place place, long id, FieldReader in) throws IOException {
        if (id <= 0 || index.find(id).isPresent()) {
            throw new IOException("there is a message " + id + " already");
        }
        if (type == RecordType.BIG_MESSAGE) {
            int length = in.count(place.length() - MessageMeta.PREFIX);
            int checksum = in.number();
            MessageMeta meta = MessageMeta.decode(ByteBuffer.wrap(in.octets(length)), checksum);
            bigLengths.put(id, meta.file().orElseThrow(() -> new IOException("no file is named")).length());
        }
        index.put(id, place);
    }

    private void checkpoint(Place place, FieldReader in) throws IOException {
        long sequence = in.longNumber();
        int size = in.count(Sweeper.CHECKPOINT_LIMIT);
        Set<Long> live = new HashSet<>();
        for (int i = 0; i < size; i++) {
            live.add(in.longNumber());
        }
        place.segment().mention(sequence);
        checkpoints.put(sequence, live);
    }

    /** The ends of earlier segments that a START record tells. */
    static Map<Long, Integer> ends(FieldReader in) throws IOException {
        Map<Long, Integer> ends = new HashMap<>();
        int size = in.count(RecordHeader.MAX_PAYLOAD / 12);
        for (int i = 0; i < size; i++) {
            ends.put(in.longNumber(), in.number());
        }
        return ends;
    }

    /** To be called when all records were seen: what a checkpoint does not list is finished. */
    void applyCheckpoints() {
        List<Entry> finished = index.select(entry -> {
            Set<Long> live = checkpoints.get(entry.segment().sequence());
            return live != null && !live.contains(entry.id());
        });
        finished.forEach(entry -> forget(entry.id()));
    }

    void forget(long id) {
        index.remove(id);
        bigLengths.remove(id);
    }

    MessageIndex index() {
        return index;
    }

    /** Lengths of the files that live messages refer to, by id. */
    Map<Long, Long> bigLengths() {
        return bigLengths;
    }

    boolean hasEnd(Segment segment) {
        return ends.containsKey(segment.sequence());
    }

    int end(Segment segment) {
        return ends.getOrDefault(segment.sequence(), segment.octets());
    }

    /** Whether the last record seen was the last of a run that ended in order. */
    boolean isSealed() {
        return sealed;
    }

    long lastId() {
        return lastId;
    }
}
