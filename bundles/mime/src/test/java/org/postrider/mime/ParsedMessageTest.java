package org.postrider.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.api.message.Header;
import org.postrider.api.message.MessageLimitException;
import org.postrider.api.message.Part;

class ParsedMessageTest {

    private static final String MIXED = """
            Subject: two
            Content-Type: multipart/mixed; boundary="b"

            preamble
            --b
            Content-Type: text/html

            <p>
            one
            --b
            Content-Transfer-Encoding: base64
            Content-Disposition: attachment; filename="C:\\dir\\run.exe"

            aGVs
            bG8=
            --b--
            epilogue
            """;

    @Test
    void headersAreReadAndUnfolded() {
        ParsedMessage message = Mail.of("Subject: a\n  b\nX: 1\n\nbody\n");
        assertThat(message.headers()).extracting(Header::name).containsExactly("Subject", "X");
        assertThat(message.header("subject")).contains("a  b");
    }

    @Test
    void bodyWithoutStructureIsOnePartAtDepthZero() {
        Part part = Mail.of("Subject: x\n\nbody\n").parts().toList().get(0);
        assertThat(part.depth()).isZero();
        assertThat(part.contentType()).isEqualTo("text/plain");
        assertThat(Mail.content(part)).isEqualTo("body\r\n");
        assertThat(part.size()).isEqualTo(6);
    }

    @Test
    void partsOfMultipartAreFoundAndDecoded() {
        List<Part> parts = Mail.of(MIXED).parts().toList();
        assertThat(parts).extracting(Part::contentType).containsExactly("text/html", "text/plain");
        assertThat(parts).extracting(Part::depth).containsOnly(1);
        assertThat(parts).extracting(Part::fileName).containsExactly("", "run.exe");
        assertThat(parts).extracting(Mail::content).containsExactly("<p>\r\none", "hello");
    }

    @Test
    void bareLineFeedsAreUnderstoodToo() {
        assertThat(Mail.contents(Mail.of(MIXED.getBytes(java.nio.charset.StandardCharsets.US_ASCII))))
                .containsExactly("<p>\none", "hello");
    }

    @Test
    void messageWithinMessageIsDescendedInto() {
        ParsedMessage message = Mail.of("""
                Content-Type: multipart/digest; boundary=o

                --o

                Subject: inner
                Content-Type: multipart/mixed; boundary=i

                --i
                Content-Type: application/pdf

                x
                --i--
                --o
                Content-Type: message/rfc822

                Subject: second

                text
                --o--
                """);
        assertThat(message.parts().map(Part::contentType)).containsExactly("application/pdf", "text/plain");
        assertThat(message.parts().map(Part::depth)).containsExactly(3, 2);
        assertThat(Mail.contents(message)).containsExactly("x", "text");
    }

    @Test
    void outerBoundaryEndsWhatIsOpenWithin() {
        ParsedMessage message = Mail.of("""
                Content-Type: multipart/mixed; boundary=outer

                --outer
                Content-Type: multipart/alternative; boundary=inner

                --inner

                a
                --outer

                b
                """);
        assertThat(Mail.contents(message)).containsExactly("a", "b\r\n");
    }

    @Test
    void longerOfTwoBoundariesThatBeginAlikeIsMeant() {
        ParsedMessage message = Mail.of("""
                Content-Type: multipart/mixed; boundary=abcd

                --abcd
                Content-Type: multipart/mixed; boundary=abc

                --abc

                1
                --abcd

                2
                --abcd--
                """);
        assertThat(Mail.contents(message)).containsExactly("1", "2");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "\n", "x", "Content-Type: multipart/mixed\n\nbody", "Content-Type: multipart/mixed; boundary=b\n\nno part\n",
        "Content-Type: multipart/mixed; boundary=\"\n\n--\n", "Content-Type: ;;;=\n\n", "Content-Type: a/b; c\n\n",
        "Content-Type: multipart/mixed; boundary=b\n\n--b", "Content-Type: multipart/mixed; boundary=b\n\n--b\n--b--",
        "Content-Type: message/rfc822\n\n", "Content-Type: message/rfc822; x=\"\\\n\n\n", ":\n:\n\n"
    })
    void brokenStructureStillYieldsAPart(String text) {
        ParsedMessage message = Mail.of(text);
        assertThat(message.parts()).isNotEmpty().allSatisfy(p -> {
            assertThat(Mail.content(p)).isNotNull();
            assertThat(p.fileName()).isEmpty();
            assertThat(p.headers()).isNotNull();
        });
    }

    @Test
    void multipartWhoseBoundaryNeverComesIsALeaf() {
        ParsedMessage message = Mail.of("Content-Type: multipart/mixed; boundary=b\n\nvirus\n--c\nmore\n");
        assertThat(message.parts().map(Part::contentType)).containsExactly("multipart/mixed");
        assertThat(Mail.contents(message)).containsExactly("virus\r\n--c\r\nmore\r\n");
    }

    @Test
    void encodedMessageIsALeafWithItsContent() {
        ParsedMessage message = Mail.of(
                "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nU3ViamVjdDogeA==\n");
        assertThat(Mail.contents(message)).containsExactly("Subject: x");
    }

    @Test
    void contentIsReadOnceForManyQuestions() {
        AtomicInteger opened = new AtomicInteger();
        byte[] bytes = "A: b\n\nc".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        ParsedMessage message = new ParsedMessage(bytes.length, () -> {
            opened.incrementAndGet();
            return new java.io.ByteArrayInputStream(bytes);
        });
        for (int i = 0; i < 3; i++) {
            message.headers();
            message.parts();
        }
        assertThat(opened).hasValue(2);
    }

    @Test
    void unreadableContentIsReportedAndAskedForAgain() {
        AtomicInteger opened = new AtomicInteger();
        ParsedMessage message = new ParsedMessage(1, () -> {
            opened.incrementAndGet();
            throw new IOException("gone");
        });
        assertThatThrownBy(message::headers).isInstanceOf(UncheckedIOException.class).hasMessageContaining("gone");
        assertThatThrownBy(message::headers).isInstanceOf(UncheckedIOException.class);
        assertThat(opened).hasValue(2);
    }

    @Test
    void limitsAreRememberedAndSaidAgain() {
        ParsedMessage message = Mail.of("A: b\n".repeat(1_001) + "\n");
        assertThatThrownBy(message::headers).isInstanceOf(MessageLimitException.class).hasMessageContaining("1000");
        assertThatThrownBy(message::headers).isInstanceOf(MessageLimitException.class).hasMessageContaining("1000");
        assertThatThrownBy(message::parts).isInstanceOf(MessageLimitException.class);
    }
}
