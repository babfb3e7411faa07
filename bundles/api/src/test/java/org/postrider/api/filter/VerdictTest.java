package org.postrider.api.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;

import org.junit.jupiter.api.Test;
import org.postrider.api.message.Address;
import org.postrider.api.message.Evidence;

class VerdictTest {

    @Test
    void anActionAndItsReplyAgree() {
        assertThatIllegalArgumentException().isThrownBy(() -> Verdict.reject(451, "4.7.1", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> Verdict.defer(550, "5.7.1", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> Verdict.disconnect(250, "2.0.0", "x"));
    }

    @Test
    void evidenceAndEditsAreAddedToACopy() {
        Verdict plain = Verdict.pass();
        Verdict rich = plain.with(new Evidence("A", 1, "a")).withHeader("X", "y");
        assertThat(plain.evidence()).isEmpty();
        assertThat(plain.edits()).isEmpty();
        assertThat(rich.evidence()).hasSize(1);
        assertThat(rich.edits()).hasSize(1);
        assertThat(rich.action()).isEqualTo(new Action.Pass());
    }

    @Test
    void aVerdictForARecipientEditsNoBodyAndNamesNobody() {
        Address bob = Address.parse("bob@example.org");
        Verdict body = Verdict.pass().with(new Edit.ReplaceBody(ByteBuffer.allocate(0)));
        assertThatIllegalArgumentException().isThrownBy(() -> Verdict.pass().forRecipient(bob, body));
        Verdict named = Verdict.pass().forRecipient(bob, Verdict.discard());
        assertThatIllegalArgumentException().isThrownBy(() -> Verdict.pass().forRecipient(bob, named));
        assertThat(named.withHeader("X", "y").recipients()).containsOnlyKeys(bob);
        assertThat(named.forRecipient(bob, Verdict.accept()).recipients().get(bob).action())
                .isEqualTo(new Action.Accept());
    }

    @Test
    void aSymbolIsAName() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Evidence("spf fail", 1, ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new Evidence("A", Double.NaN, ""));
    }
}
