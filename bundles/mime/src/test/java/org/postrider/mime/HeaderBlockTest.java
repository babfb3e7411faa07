package org.postrider.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.postrider.api.filter.Edit;
import org.postrider.api.message.Header;
import org.postrider.api.message.MessageLimitException;

class HeaderBlockTest {

    private static final String HEAD = "Received: from a\r\n\tby b\r\nSubject : hi\r\nno field here\r\nX-A:1\r\nx-a:  2\r\n"
            + "Bad Name: x\r\n\r\n";

    private static HeaderBlock read(String text) throws IOException {
        return HeaderBlock.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String edited(String head, Edit... edits) throws IOException {
        return new String(read(head).edited(List.of(edits)), StandardCharsets.ISO_8859_1);
    }

    private static Header header(String name, String value) {
        return new Header(name, value);
    }

    @Test
    void lengthEndsBehindTheEmptyLine() throws IOException {
        assertThat(read(HEAD + "body\r\n").length()).isEqualTo(HEAD.length());
        assertThat(read("\r\nbody").length()).isEqualTo(2);
        assertThat(read("A: b").length()).isEqualTo(4);
        assertThat(read("").length()).isZero();
    }

    @Test
    void wellFormedFieldsAreYielded() throws IOException {
        assertThat(read(HEAD).fields()).containsExactly(
                header("Received", " from a\r\n\tby b"), header("Subject", " hi"), header("X-A", "1"),
                header("x-a", "  2"));
    }

    @Test
    void withoutEditsNothingChanges() throws IOException {
        assertThat(edited(HEAD + "body")).isEqualTo(HEAD);
    }

    @Test
    void addedFieldsGoAboveAllTheLaterOnTop() throws IOException {
        assertThat(edited(HEAD, new Edit.AddHeader(header("A", "1")), new Edit.AddHeader(header("B", " 2\r\n 3"))))
                .isEqualTo("B: 2\r\n 3\r\nA: 1\r\n" + HEAD);
    }

    @Test
    void removalTakesEveryFieldOfTheName() throws IOException {
        assertThat(edited(HEAD, new Edit.RemoveHeader("X-a"), new Edit.RemoveHeader("subject")))
                .isEqualTo("Received: from a\r\n\tby b\r\nno field here\r\nBad Name: x\r\n\r\n");
    }

    @Test
    void replacementStaysInPlaceAndTakesTheOthers() throws IOException {
        assertThat(edited(HEAD, new Edit.ReplaceHeader(header("X-A", "9"))))
                .isEqualTo("Received: from a\r\n\tby b\r\nSubject : hi\r\nno field here\r\nX-A: 9\r\nBad Name: x\r\n\r\n");
        assertThat(edited("B: 1\r\n\r\n", new Edit.ReplaceHeader(header("A", "2")))).isEqualTo("A: 2\r\nB: 1\r\n\r\n");
    }

    @Test
    void anInsertedFieldStandsBelowSoManyWellFormedOnes() throws IOException {
        String head = "bad line\r\nA: 1\r\nworse line\r\nB: 2\r\n\r\n";
        Header c = header("C", "3");
        assertThat(edited(head, new Edit.InsertHeader(0, c))).isEqualTo("C: 3\r\n" + head);
        assertThat(edited(head, new Edit.InsertHeader(1, c)))
                .isEqualTo("bad line\r\nA: 1\r\nC: 3\r\nworse line\r\nB: 2\r\n\r\n");
        assertThat(edited(head, new Edit.InsertHeader(2, c))).isEqualTo(head.replace("B: 2", "B: 2\r\nC: 3"));
        assertThat(edited(head, new Edit.InsertHeader(9, c))).isEqualTo(head.replace("B: 2", "B: 2\r\nC: 3"));
        assertThat(edited("", new Edit.InsertHeader(1, c))).isEqualTo("C: 3\r\n\r\n");
    }

    @Test
    void oneOfSeveralFieldsIsReplacedOrRemoved() throws IOException {
        String head = "A: 1\r\nB: x\r\na: 2\r\nA : 3\r\n\r\n";
        assertThat(edited(head, new Edit.ReplaceHeader(header("A", "9"), 2))).isEqualTo(head.replace("a: 2", "A: 9"));
        assertThat(edited(head, new Edit.ReplaceHeader(header("A", "9"), 4)))
                .isEqualTo(head.replace("A : 3", "A : 3\r\nA: 9"));
        assertThat(edited(head, new Edit.RemoveHeader("a", 3))).isEqualTo(head.replace("A : 3\r\n", ""));
        assertThat(edited(head, new Edit.RemoveHeader("A", 4), new Edit.RemoveHeader("Z", 1))).isEqualTo(head);
        assertThat(edited(head, new Edit.RemoveHeader("A", 1), new Edit.RemoveHeader("A", 1)))
                .isEqualTo("B: x\r\nA : 3\r\n\r\n");
    }

    @Test
    void editsApplyInTheirOrder() throws IOException {
        assertThat(edited("\r\n", new Edit.AddHeader(header("A", "1")), new Edit.ReplaceHeader(header("a", "2")),
                new Edit.RemoveHeader("none"), new Edit.ReplaceSender(Optional.empty()))).isEqualTo("a: 2\r\n\r\n");
        assertThat(edited("\r\n", new Edit.AddHeader(header("A", "1")), new Edit.RemoveHeader("A"))).isEqualTo("\r\n");
    }

    @Test
    void anUnnamedLineCannotBeRemoved() throws IOException {
        assertThat(edited(HEAD, new Edit.RemoveHeader(""))).isEqualTo(HEAD);
    }

    @Test
    void headerThatEndsWithTheMessageGetsItsEmptyLine() throws IOException {
        assertThat(edited("A: b", new Edit.AddHeader(header("C", "d")))).isEqualTo("C: d\r\nA: b\r\n\r\n");
        assertThat(edited("")).isEqualTo("\r\n");
    }

    @Test
    void utf8IsReadAndWrittenAndLatin1IsNotLost() throws IOException {
        byte[] utf8 = "S: \u00e9\r\n\r\n".getBytes(StandardCharsets.UTF_8);
        assertThat(HeaderBlock.read(new ByteArrayInputStream(utf8)).fields()).containsExactly(header("S", " \u00e9"));
        assertThat(read("S: \u00e9\r\n\r\n").fields()).containsExactly(header("S", " \u00e9"));
        byte[] out = read("\r\n").edited(List.of(new Edit.AddHeader(header("S", "\u00e9"))));
        assertThat(out).isEqualTo(utf8);
    }

    @Test
    void nulAndBareCrBecomeHarmless() throws IOException {
        assertThat(read("S: a\0b\rc\r\n\r\n").fields()).containsExactly(header("S", " a\ufffdb\ufffdc"));
    }

    @Test
    void whiteSpaceOnlyLineContinuesTheField() throws IOException {
        assertThat(read("S: a\r\n \r\nT: b\r\n\r\n").fields()).hasSize(2);
    }

    @Test
    void limitsAreExact() throws IOException {
        String field = "A: " + "x".repeat(97) + "\r\n";
        String fits = field.repeat(1003) + "A: " + "x".repeat(92) + "\r\n";
        assertThatThrownBy(() -> read(fits + "\r\n")).isInstanceOf(MessageLimitException.class);
        assertThat(read("A: b\r\n".repeat(1_000) + "\r\n").fields()).hasSize(1_000);
        assertThatThrownBy(() -> read("A: b\r\n".repeat(1_001))).isInstanceOf(MessageLimitException.class)
                .hasMessageContaining("1000 fields");
        String line = "A: " + "x".repeat(100 * 1024 - 5) + "\r\n";
        assertThat(read(line + "\r\n").fields()).hasSize(1);
        assertThatThrownBy(() -> read("x" + line)).isInstanceOf(MessageLimitException.class)
                .hasMessageContaining("102400 octets");
        assertThatThrownBy(() -> read("x".repeat(10_000_000))).isInstanceOf(MessageLimitException.class);
    }
}
