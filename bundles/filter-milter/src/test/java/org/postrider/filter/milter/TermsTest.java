package org.postrider.filter.milter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.postrider.bridge.PeerException;

class TermsTest {

    private static Terms terms(int version, int actions, int protocol) {
        return Terms.of(FakeMilter.terms(version, actions, protocol).as('O'), 6);
    }

    /** As the versions of the protocol name them. */
    @ParameterizedTest
    @CsvSource({"2, 3f, 7f", "3, 3f, 17f", "4, 3f, 37f", "5, 3f, 37f", "6, 1ff, 1ff7ff"})
    void offersWhatAVersionHas(int version, String actions, String protocol) {
        PayloadReader offer = new PayloadReader(Terms.offer(version));
        assertThat(offer.number()).isEqualTo(version);
        assertThat(Integer.toHexString(offer.number())).isEqualTo(actions);
        assertThat(Integer.toHexString(offer.number())).isEqualTo(protocol);
        offer.end();
    }

    @ParameterizedTest
    @EnumSource(value = Step.class, mode = EnumSource.Mode.EXCLUDE, names = "END")
    void aStepIsLeftOutOrNotRepliedTo(Step step) {
        assertThat(terms(6, 0, step.unwanted()).wants(step)).isFalse();
        assertThat(terms(6, 0, ~step.unwanted()).wants(step)).isTrue();
        assertThat(terms(6, 0, step.silent()).replies(step)).isFalse();
        assertThat(terms(6, 0, ~step.silent()).replies(step)).isTrue();
    }

    @Test
    void dataCameWithVersion4() {
        assertThat(terms(3, 0, 0).wants(Step.DATA)).isFalse();
        assertThat(terms(4, 0, 0).wants(Step.DATA)).isTrue();
        assertThat(terms(2, 0, 0).wants(Step.END)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, -1, 0x1000001})
    void anotherVersionIsRefused(int version) {
        assertThatThrownBy(() -> terms(version, 0, 0)).isInstanceOf(PeerException.class)
                .hasMessageContaining("allowed is 2 to 6");
    }

    @Test
    void aVersionThatWasNotOfferedIsRefused() {
        assertThatThrownBy(() -> Terms.of(FakeMilter.terms(6, 0, 0).as('O'), 4)).hasMessageContaining("allowed is 2 to 4");
    }

    @Test
    void silenceThatItsVersionDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> terms(2, 0, Flags.SILENT_RCPT)).hasMessageContaining("it would not reply to RCPT");
    }

    @Test
    void whatWasNotOfferedIsNotAllowed() {
        assertThat(terms(6, -1, 0).allows(new Amendment.ChangeSender("<>", ""))).isTrue();
        assertThat(terms(2, -1, 0).allows(new Amendment.ChangeSender("<>", ""))).isFalse();
        assertThat(terms(6, Flags.ADD_HEADER, 0).allows(new Amendment.InsertHeader(0, "A", "b"))).isTrue();
        assertThat(terms(6, Flags.ADD_HEADER, 0).allows(new Amendment.ChangeHeader(1, "A", "b"))).isFalse();
    }

    @Test
    void readsTheMacrosThatAreWanted() {
        Terms terms = Terms.of(FakeMilter.terms(6, 0x100, 0).number(0).text("j {client_addr}")
                .number(6).text("").number(99).text("x").as('O'), 6);
        assertThat(terms.symbols()).hasSize(2).containsEntry(Step.CONNECT, List.of("j", "{client_addr}"))
                .containsEntry(Step.END_OF_HEADER, List.of());
        assertThatThrownBy(() -> Terms.of(FakeMilter.terms(6, 0, 0).number(0).text("x ".repeat(101)).as('O'), 6))
                .hasMessageContaining("101 macros");
    }

    @Test
    void aReplyThatIsCutOffOrNoneIsAFault() {
        byte[] whole = FakeMilter.terms(6, 0, 0).number(0).text("j").octets();
        for (int length = 0; length < whole.length; length++) {
            Packet cut = new Packet('O', Arrays.copyOf(whole, length));
            if (length != 12) {
                assertThatThrownBy(() -> Terms.of(cut, 6)).isInstanceOf(PeerException.class);
            }
        }
        assertThatThrownBy(() -> Terms.of(new Packet('c'), 6)).hasMessage("it answers the negotiation with packet 'c'");
    }
}
