package org.postrider.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.postrider.api.message.MessageId;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.testing.spool.SpoolMail;

/** Bar D4: whatever happens to the files, no message is wrong, undamaged ones are there, and the spool starts. */
final class DamageTest {

    private static final int MUTATIONS = Integer.getInteger("spool.mutations", 2_000);
    private static final int PAGE = 4096;

    private record Lies(String file, int from, int to) {

        boolean touches(Lies other) {
            return file.equals(other.file) && from < other.to && other.from < to;
        }
    }

    private final Ledger ledger = new Ledger();
    private final Map<Long, List<Lies>> records = new HashMap<>();
    private DiskImage whole;
    private Lies seal;

    private void fill() throws Exception {
        CrashFs disk = new CrashFs();
        try (SegmentSpool spool = new SegmentSpool(TestSettings.tiny(), disk, new TestClock())) {
            Traffic traffic = new Traffic(spool, disk, ledger, 5);
            traffic.rounds(30);
            for (int i = 0; i < 40; i++) {
                traffic.submit(i % 8 == 0 ? 6000 : 300 * (i % 7));
            }
            traffic.settle();
        }
        whole = disk.image();
        BigFiles bigFiles = new BigFiles(new CrashFs(whole, true));
        Recovered recovered = new Recovery(new CrashFs(whole, true), bigFiles, TestSettings.tiny().segmentSize()).run();
        Segment last = recovered.used().get(recovered.used().size() - 1);
        seal = new Lies(last.name(), last.end() - RecordHeader.OCTETS, last.end());
        for (Entry entry : recovered.index().select(e -> true)) {
            Place place = entry.place();
            List<Lies> where = new ArrayList<>(List.of(new Lies(place.segment().name(), place.offset(),
                    place.offset() + RecordHeader.OCTETS + place.length())));
            if (bigFiles.has(entry.id())) {
                where.add(new Lies(BigFiles.path(entry.id()), 0, Integer.MAX_VALUE));
            }
            records.put(entry.id(), where);
        }
    }

    @Test
    void noDamageMakesAMessageWrongOrTakesAnotherWithIt() throws Exception {
        fill();
        assertThat(records).hasSizeGreaterThan(40);
        Random random = new Random(6);
        int lost = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            DiskImage image = whole.copy();
            List<Lies> damage = mutate(image, random);
            try {
                lost += verify(new CrashFs(image, true), damage, i % 20 == 0);
            } catch (Exception | AssertionError e) {
                throw new AssertionError("mutation " + i + ": " + damage, e);
            }
        }
        assertThat(lost).as("damaged messages that were noticed").isGreaterThan(MUTATIONS / 50);
    }

    private List<Lies> mutate(DiskImage image, Random random) {
        List<String> names = image.names().keySet().stream().filter(n -> !n.equals("lock")).sorted().toList();
        String name = names.get(random.nextInt(names.size()));
        DiskImage.Content content = image.names().get(name);
        byte[] bytes = content.bytes();
        int at = random.nextInt(bytes.length);
        return switch (random.nextInt(5)) {
            case 0 -> {
                content.write(at, new byte[] {(byte) (bytes[at] ^ 1 << random.nextInt(8))}, 0, 1);
                yield List.of(new Lies(name, at, at + 1));
            }
            case 1 -> {
                content.resize(at);
                yield List.of(new Lies(name, at, bytes.length));
            }
            case 2 -> copy(name, content, new byte[PAGE], 0, at / PAGE * PAGE, PAGE);
            case 3 -> copy(name, content, bytes, at & ~7, random.nextInt(bytes.length) & ~7, 8 * random.nextInt(400));
            default -> swap(name, content, bytes, at & ~7, random.nextInt(bytes.length) & ~7, 8 * random.nextInt(300));
        };
    }

    private static List<Lies> copy(String name, DiskImage.Content content, byte[] from, int at, int to, int length) {
        int count = Math.min(length, Math.min(from.length - at, content.size() - to));
        content.write(to, from, at, count);
        return List.of(new Lies(name, to, to + count));
    }

    private static List<Lies> swap(
            String name, DiskImage.Content content, byte[] bytes, int one, int other, int length) {
        List<Lies> damage = new ArrayList<>(copy(name, content, bytes, one, other, length));
        damage.addAll(copy(name, content, bytes, other, one, length));
        return damage;
    }

    private int verify(CrashFs disk, List<Lies> damage, boolean startForReal) throws Exception {
        BigFiles bigFiles = new BigFiles(disk);
        Recovered recovered = new Recovery(disk, bigFiles, TestSettings.tiny().segmentSize()).run();
        MessageReader reader = new MessageReader(recovered.index(), bigFiles);
        int lost = 0;
        for (Map.Entry<Long, List<Lies>> record : records.entrySet()) {
            boolean hit = record.getValue().stream().anyMatch(lies -> damage.stream().anyMatch(lies::touches));
            boolean there = recovered.index().find(record.getKey()).isPresent();
            assertThat(hit || there || headerIsGone(record.getValue(), disk)).as("message " + record.getKey()).isTrue();
            if (!there) {
                lost++;
                boolean toTheEnd = damage.stream().anyMatch(lies -> lies.touches(seal)); // looks like a power cut
                assertThat(toTheEnd || !disk.list(Quarantine.ROOT).isEmpty()).as("what was lost is kept").isTrue();
            }
        }
        for (Entry entry : recovered.index().select(e -> true)) {
            lost += isRight(entry.id(), reader, damage) ? 0 : 1;
        }
        if (startForReal) {
            try (SegmentSpool spool = new SegmentSpool(TestSettings.tiny(), disk, new TestClock())) {
                SpoolMail.commit(spool, SpoolMail.envelope(1), SpoolMail.text(100, 1));
            }
        }
        return lost;
    }

    private static boolean headerIsGone(List<Lies> where, CrashFs disk) {
        return !disk.list("").contains(where.get(0).file());
    }

    /** False if the damage is noticed when the message is read. */
    private boolean isRight(long id, MessageReader reader, List<Lies> damage) throws Exception {
        Ledger.Mail mail = ledger.get(new MessageId(id));
        assertThat(mail).as("the owner of " + id).isNotNull();
        Optional<QueuedMessage> message = reader.find(id);
        assertThat(message.orElseThrow().envelope()).isEqualTo(mail.message.envelope());
        byte[] text;
        try {
            text = SpoolMail.read(reader.open(new MessageId(id)));
        } catch (IOException e) {
            assertThat(damage).anyMatch(lies -> lies.file().equals(BigFiles.path(id)));
            return false;
        }
        assertThat(text).isEqualTo(mail.text);
        return true;
    }
}
