package org.postrider.smtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandFramerTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NOOP^$                              | [NOOP]
            ^$                                  | []
            A^$BB^$CCC^$                        | [A][BB][CCC]
            A^$B                                | [A]
            A$^$B^$                             | bare[B]
            A$B^$C^$                            | bare[C]
            A^B^$C^$                            | bare[C]
            ^^$C^$                              | bare[C]
            $$$C^$D^$                           | bare bare bare[D]
            A$B$C$                              | bare bare bare
            A^^^$D^$                            | bare bare[D]
            $^$D^$                              | bare[D]
            123456789012345678^$D^$             | [123456789012345678][D]
            1234567890123456789^$D^$            | long[D]
            12345678901234567890123456789^$D^$  | long[D]
            12345678901234567890$123456789^$D^$ | bare[D]
            """)
    void framesDependOnTheBytesAlone(String input, String expected) {
        byte[] bytes = Pieces.latin1(input.replace('^', '\r').replace('$', '\n'));
        Pieces.each(bytes, pieces -> assertThat(frames(pieces)).isEqualTo(expected));
    }

    @Test
    void lineIsEndlessHoweverItComes() {
        String endless = "x".repeat(41);
        Pieces.each(Pieces.latin1(endless), pieces -> assertThat(frames(pieces)).isEqualTo("endless"));
        Pieces.each(Pieces.latin1(endless + "\r\nNOOP\r\n"), pieces -> assertThat(frames(pieces)).isEqualTo("endless"));
        Pieces.each(Pieces.latin1("x".repeat(38) + "\r\nA\r\n"), pieces -> assertThat(frames(pieces))
                .isEqualTo("long[A]"));
    }

    /** Found by a fuzzer: of the LF, and then of the end, was told only where they came in one piece. */
    @Test
    void whatBreaksAnEndlessLineIsNotTold() {
        for (String end : List.of("\n", "\r", "\rx", "\r\n", "x\n")) {
            Pieces.each(Pieces.latin1("x".repeat(40) + end), pieces -> assertThat(frames(pieces)).isEqualTo("endless"));
            Pieces.each(Pieces.latin1("x\n" + "x".repeat(38) + end), pieces -> assertThat(frames(pieces))
                    .isEqualTo("bareendless"));
        }
    }

    @Test
    void octetsAreKeptAsTheyAre() {
        byte[] bytes = new byte[258];
        int at = 0;
        for (int octet = 0; octet < 256; octet++) {
            if (octet != '\r' && octet != '\n') {
                bytes[at++] = (byte) octet;
            }
        }
        bytes[at++] = '\r';
        bytes[at++] = '\n';
        byte[] line = java.util.Arrays.copyOf(bytes, at);
        Pieces.each(line, pieces -> {
            CommandFramer framer = new CommandFramer(300, 1000);
            CommandFramer.Frame frame = CommandFramer.Frame.INCOMPLETE;
            for (ByteBuffer piece : pieces) {
                frame = framer.next(piece);
            }
            assertThat(frame).isEqualTo(CommandFramer.Frame.LINE);
            byte[] read = new byte[framer.line().remaining()];
            framer.line().get(read);
            assertThat(read).isEqualTo(java.util.Arrays.copyOf(line, line.length - 2));
        });
    }

    /** Lines have at most 20 octets and 40 without CRLF are endless. */
    private static String frames(List<ByteBuffer> pieces) {
        CommandFramer framer = new CommandFramer(20, 40);
        List<String> frames = new ArrayList<>();
        for (ByteBuffer piece : pieces) {
            ByteBuffer input = piece.duplicate();
            while (input.hasRemaining() && !frames.contains("endless")) {
                add(framer, framer.next(input), frames);
            }
        }
        return String.join("", frames).replace("barebare", "bare bare").replace("barebare", "bare bare");
    }

    private static void add(CommandFramer framer, CommandFramer.Frame frame, List<String> frames) {
        switch (frame) {
            case LINE -> frames.add("[" + StandardCharsets.ISO_8859_1.decode(framer.line()) + "]");
            case TOO_LONG -> frames.add("long");
            case BARE_BREAK -> frames.add("bare");
            case ENDLESS -> frames.add("endless");
            case INCOMPLETE -> { }
        }
    }
}
