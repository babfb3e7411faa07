package org.postrider.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The segment files as they are found at the start.
 *
 * @param readable in the order of the log
 * @param unreadable name of a file and why it cannot be part of this log
 * @param lastSequence the highest number that a file has in its name or in itself
 */
record SegmentFiles(List<Segment> readable, Map<String, String> unreadable, UUID node, long lastSequence) {

    /** Looks and changes nothing. */
    static SegmentFiles read(SpoolFiles files) throws IOException {
        List<String> names = files.list("").stream().filter(name -> name.matches("\\d{8,18}\\.seg"))
                .sorted(Comparator.comparingLong(SegmentFiles::sequence)).toList();
        List<Segment> readable = new ArrayList<>();
        Map<String, String> unreadable = new LinkedHashMap<>();
        UUID node = null;
        for (String name : names) {
            Segment segment = open(files, name, readable);
            node = node == null && segment != null ? segment.header().node() : node;
            String fault = fault(segment, name, node);
            if (fault.isEmpty()) {
                readable.add(segment);
            } else {
                unreadable.put(name, fault);
            }
            if (!fault.isEmpty() && segment != null) {
                segment.file().close();
            }
        }
        long last = names.isEmpty() ? 0 : sequence(names.get(names.size() - 1));
        return new SegmentFiles(readable, unreadable, node == null ? UUID.randomUUID() : node, last);
    }

    private static String fault(Segment segment, String name, UUID node) {
        if (segment == null) {
            return "it has no header that is whole";
        }
        if (!segment.name().equals(name)) {
            return "it is " + segment.name() + " by its header";
        }
        return segment.header().node().equals(node) ? "" : "it belongs to another spool";
    }

    private static long sequence(String name) {
        return Long.parseLong(name.substring(0, name.indexOf('.')));
    }

    /** Null if neither copy of the header is whole. */
    private static Segment open(SpoolFiles files, String name, List<Segment> others) throws IOException {
        SpoolFile file = files.open(name);
        Optional<SegmentHeader> header = header(file, 0).or(() -> copy(file));
        if (header.isEmpty()) {
            file.close();
            return null;
        }
        if (header.get().major() > SegmentHeader.MAJOR) {
            file.close();
            for (Segment other : others) {
                other.file().close();
            }
            throw new IOException("the spool has format " + header.get().major() + "." + header.get().minor() + " ("
                    + name + "); this version reads up to " + SegmentHeader.MAJOR + ".x and has changed nothing");
        }
        return new Segment(header.get(), file, (int) Math.min(file.size(), header.get().size()));
    }

    private static Optional<SegmentHeader> copy(SpoolFile file) {
        try {
            return header(file, SegmentHeader.COPY);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<SegmentHeader> header(SpoolFile file, long position) throws IOException {
        ByteBuffer octets = ByteBuffer.allocate(SegmentHeader.OCTETS);
        file.read(octets, position);
        return SegmentHeader.decode(octets.flip());
    }
}
