package org.postrider.api.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.api.message.Header;

/** What an edit refuses, so that no message ends where its filter did not mean it to (P8). */
class EditTest {

    private static ByteBuffer octets(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a\n", "a\r", "\n", "\r", "a\nb\r\n", "a\rb\r\n", "a\r\r\n", "a\r\n.\n", "\r\n\n", "a\r\nb"})
    void aBodyHasWholeLines(String body) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Edit.ReplaceBody(octets(body)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", "a\r\n", ".\r\n", "\r\n\r\n", "a\r\n\0\u00e9\r\n"})
    void linesThatEndInCrlfAreTaken(String body) {
        assertThatCode(() -> new Edit.ReplaceBody(octets(body))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain\r\nBcc: x", "text/plain\n x", "text/plain\r", "a\0b"})
    void aTypeCannotBreakOutOfItsField(String type) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Edit.ReplacePart(0, type, octets("x")));
    }

    @Test
    void countsAreNotNegative() {
        Header header = new Header("A", "b");
        assertThatIllegalArgumentException().isThrownBy(() -> new Edit.InsertHeader(-1, header));
        assertThatIllegalArgumentException().isThrownBy(() -> new Edit.ReplaceHeader(header, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Edit.RemoveHeader("A", -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Edit.ReplacePart(-1, "a/b", octets("x")));
    }

    @Test
    void contentIsLimited() {
        ByteBuffer much = ByteBuffer.allocate(Edit.MAX_CONTENT + 1);
        assertThatIllegalArgumentException().isThrownBy(() -> new Edit.ReplacePart(0, "a/b", much))
                .withMessageContaining("67108864");
    }

    @Test
    void contentIsAValueThatCannotBeWrittenTo() {
        Edit.ReplaceBody edit = new Edit.ReplaceBody(octets("xa\r\n").position(1));
        edit.body().get();
        assertThat(edit.body().remaining()).isEqualTo(3);
        assertThat(edit.body().isReadOnly()).isTrue();
        assertThat(edit).isEqualTo(new Edit.ReplaceBody(octets("a\r\n")));
    }
}
