package org.postrider.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.postrider.api.message.Part;

/** What a part says of itself, and its content. */
class PartTest {

    private static Part part(String head, String body) {
        return Mail.of(head + "\n\n" + body).parts().findFirst().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            text/html                             | text/html
            TEXT/HTML ; charset=x                 | text/html
            text/html (comment); charset=x        | text/html
            text / html                           | text/html
            text                                  | text/plain
            /html                                 | text/plain
            text/                                 | text/plain
            ; name=x                              | text/plain
            multipart/mixed                       | multipart/mixed
            """)
    void typeIsReadOrIsPlainText(String value, String expected) {
        assertThat(part("Content-Type: " + value, "x").contentType()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            filename=a.exe                                         | a.exe
            filename="a b.exe"                                     | a b.exe
            FileName = "a.exe" ; size=1                            | a.exe
            filename=my file (1).pdf                               | my file (1).pdf
            filename="a\\"b.exe"                                   | a"b.exe
            filename="C:\\Users\\x\\a.exe"                         | a.exe
            filename="../../etc/passwd"                            | passwd
            filename="/"                                           |
            filename=".."                                          |
            filename="a.exe                                        | a.exe
            filename=""                                            |
            filename="=?utf-8?b?4oKsLmV4ZQ==?="                    | €.exe
            filename==?iso-8859-1?q?=E9.exe?=                      | é.exe
            filename="=?utf-8?q?a?= =?utf-8?q?.exe?="              | a.exe
            filename="=?utf-8?b?4oI=?= =?utf-8?b?rC5leGU=?="       | €.exe
            filename="=?utf-8*en?q?a=2Eexe?="                      | a.exe
            filename="=?utf-8?q?dir=2Fa.exe?="                     | a.exe
            filename="=?utf-8?x?a?="                               | =?utf-8?x?a?=
            filename*=utf-8''%e2%82%ac.exe                         | €.exe
            filename*=iso-8859-1'en'%E9.exe                        | é.exe
            filename="a.txt"; filename*=utf-8''a.exe               | a.exe
            filename*0="a."; filename*1=exe                        | a.exe
            filename*1=exe; filename*0*=utf-8''%61.                | a.exe
            filename*=nocharset.exe                                | nocharset.exe
            filename*=utf-8''%zz%4                                 | %zz%4
            size=1 filename=a.exe                                  | a.exe
            filename=first.exe; filename=second.txt                | first.exe
            """)
    void fileNameIsFoundHoweverItIsWritten(String parameter, String expected) {
        Part part = part("Content-Disposition: attachment; " + parameter, "x");
        assertThat(part.fileName()).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void fileNameMayStandInTheType() {
        assertThat(part("Content-Type: application/x; name=a.exe", "x").fileName()).isEqualTo("a.exe");
        assertThat(part("Content-Type: application/x; charset=us-ascii name=\"a.exe\"", "x").fileName()).isEqualTo("a.exe");
        assertThat(part("Content-Type: application/x; name*=utf-8''b.exe\nContent-Disposition: attachment", "x").fileName())
                .isEqualTo("b.exe");
    }

    @Test
    void parametersAreDecoded() {
        Part part = part("Content-Type: text/plain; CHARSET=\"utf-8\";\n\tx*0*=utf-8''%C3; x*1*=%A9; y", "x");
        assertThat(part.contentTypeParameters()).isEqualTo(Map.of("charset", "utf-8", "x", "\u00e9"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            aGVsbG8=             | hello
            aGVsbG8              | hello
            a G V!s~b G8=        | hello
            aGk=aGk=             | hihi
            aGk==aGk             | hihi
            ====                 |
            a                    |
            aG                   | h
            """)
    void base64IsDecodedAsFarAsItGoes(String encoded, String expected) {
        assertThat(Mail.content(part("Content-Transfer-Encoding: Base64", encoded)))
                .isEqualTo(expected == null ? "" : expected);
    }

    private static java.util.stream.Stream<org.junit.jupiter.params.provider.Arguments> quotedPrintable() {
        return java.util.stream.Stream.of(new String[][] {
            {"a=3Db", "a=b"}, {"a=3db", "a=b"}, {"a=\nb", "ab"}, {"a= \t\nb", "ab"}, {"a \t\nb", "a\r\nb"}, {"a ", "a"},
            {"a =20\nb", "a  \r\nb"}, {"=ZZ", "=ZZ"}, {"=4", "=4"}, {"=", ""}, {"a=", "a"}, {"= x", "= x"}, {"==41", "==41"},
            {"a\n\n b", "a\r\n\r\n b"}, {"=E2=82=AC", "\u00e2\u0082\u00ac"},
        }).map(pair -> org.junit.jupiter.params.provider.Arguments.of((Object[]) pair));
    }

    @ParameterizedTest
    @MethodSource("quotedPrintable")
    void quotedPrintableIsDecodedAsFarAsItGoes(String encoded, String expected) {
        assertThat(Mail.content(part("Content-Transfer-Encoding: quoted-printable", encoded))).isEqualTo(expected);
    }

    @Test
    void whatIsNotEncodedIsYieldedAsItIs() {
        assertThat(Mail.content(part("Content-Transfer-Encoding: x-unknown", "a=3D"))).isEqualTo("a=3D");
    }

    @Test
    void partIsReadInPiecesAndSkippedInto() throws IOException {
        Part part = Mail.of("Content-Type: multipart/mixed; boundary=b\n\n--b\n\n0123456789\n--b--\n").parts().findFirst()
                .orElseThrow();
        try (InputStream in = part.open()) {
            assertThat(in.read()).isEqualTo('0');
            assertThat(in.skip(3)).isEqualTo(3);
            assertThat(in.readNBytes(2)).asString().isEqualTo("45");
            assertThat(in.skip(100)).isEqualTo(4);
            assertThat(in.read()).isEqualTo(-1);
            assertThat(in.read(new byte[4])).isEqualTo(-1);
            assertThat(in.read(new byte[0])).isZero();
        }
    }
}
