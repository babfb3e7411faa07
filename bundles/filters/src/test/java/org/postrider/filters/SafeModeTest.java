package org.postrider.filters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postrider.api.filter.Action;
import org.postrider.api.filter.Phase;
import org.postrider.api.filter.Stage;
import org.postrider.api.filter.Verdict;

/** F8: who was being called when the server ended is known afterwards, and who ends it each time is not run. */
class SafeModeTest {

    @TempDir
    private Path data;

    /** The process that ends: these filters, name and version, are being called. */
    private void end(String... running) {
        CallLedger ledger = CallLedger.create(SafeMode.calls(data));
        ledger.mark("idle 1.0.0").orElseThrow();
        for (String who : running) {
            ledger.mark(who).orElseThrow().enter();
        }
    }

    private Set<String> suspects(int ends) {
        return SafeMode.suspects(data, ends).names();
    }

    @Test
    void onlyCallsThatHaveNotEndedAreRead() {
        CallLedger ledger = CallLedger.create(SafeMode.calls(data));
        CallLedger.Mark twice = ledger.mark("twice 1.0.0").orElseThrow();
        twice.enter();
        twice.enter();
        twice.leave();
        CallLedger.Mark over = ledger.mark("over 1.0.0").orElseThrow();
        over.enter();
        over.leave();
        assertThat(CallLedger.read(SafeMode.calls(data))).containsExactly("twice 1.0.0");
    }

    @Test
    void aSlotIsGivenAwayWhenTheLastCallOfItsOwnerHasEnded() {
        CallLedger ledger = CallLedger.create(SafeMode.calls(data));
        CallLedger.Mark gone = ledger.mark("gone 1.0.0").orElseThrow();
        gone.enter();
        gone.release();
        Set<CallLedger.Mark> others = new HashSet<>();
        IntStream.range(0, 255).forEach(i -> others.add(ledger.mark("other" + i + " 1.0.0").orElseThrow()));
        assertThat(ledger.mark("one too many 1.0.0")).isEmpty();
        assertThat(CallLedger.read(SafeMode.calls(data))).containsExactly("gone 1.0.0");
        gone.leave();
        ledger.mark("next 1.0.0").orElseThrow().enter();
        assertThat(CallLedger.read(SafeMode.calls(data))).containsExactly("next 1.0.0");
    }

    @Test
    void whoIsThereEachTimeIsTheSuspect() {
        end("greedy 1.0.0", "spf 1.0.0");
        assertThat(suspects(1)).isEmpty();
        end("greedy 1.0.0");
        assertThat(suspects(2)).isEmpty();
        end("dkim 1.0.0", "greedy 1.0.0");
        assertThat(suspects(3)).containsExactly("greedy 1.0.0");
        end("spf 1.0.0");
        assertThat(suspects(4)).as("of the last three ends").isEmpty();
    }

    @Test
    void anOrderlyStopForgets() {
        for (int i = 1; i <= 3; i++) {
            end("greedy 1.0.0");
            suspects(i);
        }
        assertThat(suspects(0)).isEmpty();
        end("greedy 1.0.0");
        assertThat(suspects(3)).as("one end is noted only").isEmpty();
    }

    @Test
    void whatTheFilesHoldInsteadIsNoReasonNotToStart() throws IOException {
        assertThat(suspects(3)).isEmpty();
        byte[] torn = new byte[300];
        java.util.Arrays.fill(torn, (byte) 0x7f);
        Files.write(SafeMode.calls(data), torn);
        assertThat(suspects(3)).isEmpty();
    }

    @Test
    void aSuspectIsNotRunAndANewerVersionIs() {
        SafeMode safe = new SafeMode(Optional.empty(), new Suspects(Set.of("greedy 1.0.0")));
        try (FilterPlatform platform = new FilterPlatform(safe, Map.of("required", "greedy"))) {
            platform.add("greedy", Phase.GUARD, FilterPlatform.always(Verdict.reject(550, "5.7.1", "no")));
            assertThat(platform.info("greedy").problem()).startsWith("safe mode: ");
            assertThat(platform.run(Stage.CONNECT).action()).isEqualTo(new Action.Pass());
            assertThat(platform.run(Stage.SENDER).action()).as("it is required").isInstanceOf(Action.Defer.class);
            platform.addVersion("1.0.1", "greedy", Phase.GUARD, FilterPlatform.always(Verdict.pass()));
            assertThat(platform.info("greedy").problem()).isEmpty();
            assertThat(platform.run(Stage.SENDER).action()).isEqualTo(new Action.Pass());
        }
    }
}
