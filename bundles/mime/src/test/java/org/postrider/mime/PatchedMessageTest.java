package org.postrider.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.api.filter.Edit;
import org.postrider.api.message.Header;
import org.postrider.api.message.Message;
import org.postrider.api.message.Part;

/** What edits make of a message: what they name changes, every other octet stays. */
class PatchedMessageTest {

    private static final String TWO = """
            From: joe
            Content-Type: multipart/mixed; boundary=b

            preamble
            --b
            Content-Type: text/plain

            one
            --b
            X-Mark: 1
            Content-Type: application/octet-stream; name=setup.exe
            Content-Disposition: attachment
            Content-Transfer-Encoding: base64

            TVo=
            --b--
            epilogue
            """.replace("\n", "\r\n");

    private static ByteBuffer octets(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Message message(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return new ParsedMessage(bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    private static String text(Message message) {
        try (InputStream in = message.open()) {
            byte[] all = in.readAllBytes();
            assertThat(message.size()).isEqualTo(all.length);
            return new String(all, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PatchedMessage edited(String text, Edit... edits) throws IOException {
        return PatchedMessage.of(message(text)).edited(List.of(edits));
    }

    private static Edit body(String text) {
        return new Edit.ReplaceBody(octets(text));
    }

    private static Edit part(int place, String content) {
        return new Edit.ReplacePart(place, "text/plain; charset=utf-8", octets(content));
    }

    @Test
    void aMessageThatNobodyEditsIsItself() throws IOException {
        Message original = message(TWO);
        assertThat(PatchedMessage.of(original).edited(List.of()).message()).isSameAs(original);
        assertThat(PatchedMessage.of(original).head().orElseThrow().skip()).isZero();
    }

    @Test
    void aNewBodyLeavesTheHeader() throws IOException {
        assertThat(text(edited("A: 1\r\n\r\nold\r\n", body("new\r\n")).message())).isEqualTo("A: 1\r\n\r\nnew\r\n");
        assertThat(text(edited("A: 1\r\n\r\n", body("")).message())).isEqualTo("A: 1\r\n\r\n");
        assertThat(text(edited("A: 1", body("new\r\n")).message())).isEqualTo("A: 1\r\n\r\nnew\r\n");
        assertThat(text(edited("", body("new\r\n")).message())).isEqualTo("\r\nnew\r\n");
    }

    @Test
    void editsApplyToWhatThoseBeforeLeft() throws IOException {
        Edit type = new Edit.ReplaceHeader(new Header("Content-Type", "multipart/mixed; boundary=b"));
        PatchedMessage edited = edited("From: joe\r\n\r\nold\r\n", type,
                body("--b\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--b--\r\n"), part(1, "three"),
                new Edit.AddHeader(new Header("X", "y")));
        assertThat(text(edited.message())).startsWith("X: y\r\nContent-Type: multipart").contains("From: joe");
        assertThat(edited.message().parts().map(Mail::content)).containsExactly("one", "three");
    }

    @Test
    void onePartIsReplacedAndEveryOtherOctetStays() throws IOException {
        String result = text(edited(TWO, part(1, "removed \u00e9")).message());
        assertThat(result).isEqualTo(TWO.replaceFirst("(?s)Content-Type: application.*?TVo=\r\n",
                "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\ncmVtb3ZlZCDp\r\n\r\n"));
    }

    @Test
    void thePartOfAMessageWithoutStructureIsItsBody() throws IOException {
        assertThat(text(edited("A: 1\r\nContent-Type: text/html\r\n\r\n<b>\r\n", part(0, "b")).message()))
                .isEqualTo("A: 1\r\nContent-Type: text/plain; charset=utf-8\r\n"
                        + "Content-Transfer-Encoding: base64\r\n\r\nYg==\r\n");
    }

    @Test
    void longContentHasLinesOf76() throws IOException {
        String content = "x".repeat(1_000);
        PatchedMessage edited = edited(TWO, part(0, content));
        assertThat(Mail.content(edited.message().parts().findFirst().orElseThrow())).isEqualTo(content);
        assertThat(text(edited.message()).lines().mapToInt(String::length).max().orElseThrow()).isEqualTo(76);
    }

    @Test
    void aPartThatIsNotThereIsNotReplaced() {
        assertThatIllegalArgumentException().isThrownBy(() -> edited(TWO, part(2, "x"))).withMessageContaining("part 2");
    }

    /** Structures that are broken in all the ways that the reader of structures knows. */
    @ParameterizedTest
    @ValueSource(strings = {
        "", "\r\n", "A: 1", "A: 1\r\n", "A: 1\r\n\r\n", "A: 1\r\n\r\nx",
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n",
        "Content-Type: multipart/mixed; boundary=b\r\n\r\nno part\r\n",
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n--b\r\n\r\n--b--",
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nA: 1\r\n--b\r\nA: 1\r\n\r\n--b\r\n\r\n\r\n--b--\r\n",
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nA: 1\r\n\r\nx\r\n--b",
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: multipart/x; boundary=c\r\n\r\n--c\r\n\r\nx",
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: multipart/x; boundary=c\r\n\r\n\r\n--b--",
    })
    void replacingAPartOfABrokenStructureChangesThatPartOnly(String text) throws IOException {
        List<Part> parts = message(text).parts().toList();
        for (int place = 0; place < parts.size(); place++) {
            List<String> expected = new ArrayList<>(parts.stream().map(Mail::content).toList());
            expected.set(place, "fresh");
            assertThat(edited(text, part(place, "fresh")).message().parts().map(Mail::content))
                    .as("part %s of %s", place, text).containsExactlyElementsOf(expected);
        }
    }

    @Test
    void onlyAHeadThatWasReplacedNeedNoCopyOfTheRest() throws IOException {
        PatchedMessage.Head head = edited(TWO, new Edit.AddHeader(new Header("X", "y"))).head().orElseThrow();
        assertThat(new String(head.octets(), StandardCharsets.UTF_8) + TWO.substring((int) head.skip()))
                .isEqualTo("X: y\r\n" + TWO);
        assertThat(edited(TWO, part(1, "x")).head()).isEmpty();
        assertThat(edited(TWO, body("x".repeat(300_000) + "\r\n")).head()).isEmpty();
        assertThat(edited("", new Edit.AddHeader(new Header("X", "y"))).head().orElseThrow().skip()).isZero();
    }

    @Test
    void whatComesBeforeCanBeLeftOut() throws IOException {
        PatchedMessage rest = PatchedMessage.of(message("old\r\n" + TWO)).from(5);
        assertThat(text(rest.message())).isEqualTo(TWO);
        assertThat(rest.head().orElseThrow().skip()).isEqualTo(5);
        PatchedMessage edited = rest.edited(List.of(new Edit.RemoveHeader("From")));
        assertThat(edited.head().orElseThrow().skip()).isEqualTo(5 + TWO.indexOf("preamble"));
        assertThat(PatchedMessage.of(message("x")).from(1).message().size()).isZero();
    }

    /** 2,000 sequences of edits against what they mean for a header of lines and a body. */
    @Test
    void anyEditsKeepTheOctetsThatTheyDoNotName() throws IOException {
        Random random = new Random(4);
        for (int run = 0; run < 2_000; run++) {
            String body = "b".repeat(random.nextInt(9)) + "\r\n";
            PatchedMessage message = PatchedMessage.of(message("A: 1\r\nB: 2\r\n\r\n" + body));
            String expected = "A: 1\r\nB: 2\r\n\r\n" + body;
            for (int step = random.nextInt(5); step >= 0; step--) {
                String value = "v" + random.nextInt(100);
                switch (random.nextInt(3)) {
                    case 0 -> {
                        message = message.edited(List.of(new Edit.AddHeader(new Header("C", value))));
                        expected = "C: " + value + "\r\n" + expected;
                    }
                    case 1 -> {
                        message = message.edited(List.of(body(value + "\r\n")));
                        expected = expected.substring(0, expected.indexOf("\r\n\r\n") + 4) + value + "\r\n";
                    }
                    default -> {
                        message = message.edited(List.of(new Edit.RemoveHeader("C", 1)));
                        expected = expected.replaceFirst("^C: .*\r\n", "");
                    }
                }
            }
            assertThat(text(message.message())).isEqualTo(expected);
        }
    }
}
