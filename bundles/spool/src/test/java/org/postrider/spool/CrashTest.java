package org.postrider.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.postrider.api.message.MessageId;
import org.postrider.testing.spool.SpoolMail;

/** Bar D3: after a power cut behind any operation of the disk, everything acknowledged is there, and nothing else. */
final class CrashTest {

    private static final int STATES = Integer.getInteger("spool.crash.states", 12_000);

    private final CrashFs disk = new CrashFs();
    private final Ledger ledger = new Ledger();

    private void traffic(CrashFs target, int rounds) throws Exception {
        try (SegmentSpool spool = new SegmentSpool(TestSettings.tiny(), target, new TestClock())) {
            new Traffic(spool, target, ledger, 1).rounds(rounds);
        }
    }

    @Test
    void nothingAcknowledgedIsLostWhereverThePowerFails() throws Exception {
        traffic(disk, 40);
        assertThat(ledger.all()).as("a workload").hasSizeGreaterThan(80);
        assertThat(disk.renames("seg", "tmp")).as("segments used again").isPositive();
        assertThat(disk.renames("tmp", "seg")).as("segments").isGreaterThan(5);
        assertThat(disk.renames("tmp", "eml")).as("message files").isGreaterThan(5);
        Random random = new Random(2);
        int operations = disk.operations();
        int states = 0;
        for (int repeat = 0; states < STATES; repeat++) {
            for (int at = 0; at <= operations; at++) {
                for (CrashFs.Remains remains : CrashFs.Remains.values()) {
                    if (repeat == 0 || remains != CrashFs.Remains.NOTHING) {
                        verify(at, remains, random);
                        states++;
                    }
                }
            }
        }
        System.out.println("crash states verified: " + states + " of " + operations + " operations");
    }

    private void verify(int at, CrashFs.Remains remains, Random random) {
        DiskImage image = disk.cut(at, remains, random);
        try {
            ledger.verify(new CrashFs(image, true), at);
        } catch (Exception | AssertionError e) {
            throw new AssertionError("after operation " + at + ", leaving " + remains, e);
        }
    }

    @Test
    void aDiskThatDoesNotForceLosesMail() throws Exception {
        CrashFs liar = new CrashFs(new DiskImage(), false);
        traffic(liar, 12);
        int losses = 0;
        int chances = 0;
        for (int at = 0; at < liar.operations(); at++) {
            if (!ledger.owed(at).isEmpty()) {
                chances++;
                losses += loses(liar.cut(at, CrashFs.Remains.NOTHING, new Random(3)), at) ? 1 : 0;
            }
        }
        assertThat(chances).isPositive();
        assertThat(losses).as("of " + chances).isEqualTo(chances);
    }

    private boolean loses(DiskImage image, int at) throws Exception {
        try {
            ledger.verify(new CrashFs(image, true), at);
            return false;
        } catch (AssertionError e) {
            return e.getMessage().contains("is lost");
        }
    }

    @Test
    void aPowerCutDuringRecoveryLosesNothingEither() throws Exception {
        traffic(disk, 12);
        Random random = new Random(4);
        for (int i = 0; i < 60; i++) {
            int at = random.nextInt(disk.operations() + 1);
            DiskImage image = disk.cut(at, CrashFs.Remains.values()[i % 4], random);
            CrashFs second = new CrashFs(image, true);
            Ledger after = present(new CrashFs(image, true), at);
            try (SegmentSpool spool = new SegmentSpool(TestSettings.tiny(), second, new TestClock())) {
                new Traffic(spool, second, after, i).rounds(2);
            }
            for (int cut = 0; cut <= second.operations(); cut += 1 + random.nextInt(3)) {
                after.verify(new CrashFs(second.cut(cut, CrashFs.Remains.values()[cut % 4], random), true), cut);
            }
        }
    }

    /** What a spool holds after the first cut, as the beginning of another ledger. */
    private Ledger present(CrashFs copy, int at) throws Exception {
        Set<Long> found = ledger.verify(copy, at);
        Ledger after = new Ledger();
        try (SegmentSpool spool = new SegmentSpool(TestSettings.tiny(), copy, new TestClock())) {
            assertThat(spool.status().messages()).isEqualTo(found.size());
            for (long id : found) {
                MessageId known = new MessageId(id);
                after.present(spool.find(known).orElseThrow(), SpoolMail.read(spool.open(known)));
            }
        }
        return after;
    }
}
