package org.postrider.testing.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.postrider.smtp.protocol.BareLineFeed;

class TranscriptsTest {

    @TestFactory
    Stream<DynamicTest> againstTheMachine() {
        return TranscriptRunner.tests(() -> new MachineDialog(Integer.MAX_VALUE, BareLineFeed.NORMALIZE));
    }

    @TestFactory
    Stream<DynamicTest> againstTheMachineOctetByOctet() {
        return Transcripts.all().stream()
                .filter(transcript -> !transcript.about().contains("in one piece") && !isHttp(transcript))
                .map(transcript -> DynamicTest.dynamicTest(transcript.name(), () -> TranscriptRunner.play(
                        transcript, () -> new MachineDialog(1, BareLineFeed.NORMALIZE))));
    }

    private static boolean isHttp(Transcript transcript) {
        return transcript.name().startsWith("http");
    }

    @Test
    void attacksHaveTheirName() {
        assertThat(Transcripts.all()).hasSizeGreaterThan(50);
        for (Transcript transcript : Transcripts.all()) {
            boolean named = transcript.name().matches(".*-attack\\.smtp|smuggling-.*|binary-garbage\\.smtp");
            assertThat(transcript.about().startsWith("Attack: ")).as(transcript.name()).isEqualTo(named);
        }
    }

    @Test
    void runnerFailsOnWrongReply() {
        assertFails("# wrong\nS: 220 *\nC: NOOP\nS: 251 *\n", "expected \"251 *\"");
    }

    @Test
    void runnerFailsOnReplyThatWasNotExpected() {
        assertFails("# one too many\nS: 220 *\nC: NOOP\nC: NOOP\nS: 250 *\n", "expected \"221 *\"");
    }

    @Test
    void runnerFailsOnSilence() {
        assertFails("# silence\nS: 220 *\nC~ NOOP\nS: 250 *\n", "the server is silent");
    }

    @Test
    void runnerFailsWhenServerDoesNotClose() {
        assertFails("# open\nS: 220 *\nS!\n", "the server is silent");
    }

    @Test
    void runnerFailsWhenExtensionIsMissing() {
        assertFails("# missing\nS: 220 *\nC: EHLO x\nS+ 250 XFOO\n", "XFOO");
    }

    @Test
    void unknownLineIsRefused() {
        assertThatThrownBy(() -> Transcript.parse("x.smtp", "# x\nD: hello\n"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("D: hello");
    }

    private static void assertFails(String text, String why) {
        Transcript transcript = Transcript.parse("x.smtp", text);
        assertThatThrownBy(() -> TranscriptRunner.play(
                transcript, () -> new MachineDialog(Integer.MAX_VALUE, BareLineFeed.NORMALIZE)))
                .hasStackTraceContaining(why);
    }
}
