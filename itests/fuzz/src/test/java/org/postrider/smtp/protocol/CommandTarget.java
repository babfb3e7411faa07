package org.postrider.smtp.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.postrider.fuzz.Input;
import org.postrider.fuzz.Promise;

/** The command line: where it ends, and what it says. */
public final class CommandTarget {

    private static final int LINE = 64;
    private static final int ENDLESS = 256;

    private CommandTarget() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        Input input = new Input(bytes);
        int where = input.choose(2_048);
        byte[] sent = input.rest();
        List<String> whole = frames(List.of(ByteBuffer.wrap(sent)));
        Promise.that(whole.equals(frames(Input.split(sent, Math.min(where, sent.length)))), "cuts change nothing", whole);
        Promise.that(whole.equals(frames(Input.octets(sent))), "cuts change nothing", whole);
    }

    private static List<String> frames(List<ByteBuffer> pieces) {
        CommandFramer framer = new CommandFramer(LINE, ENDLESS);
        List<String> frames = new ArrayList<>();
        for (ByteBuffer piece : pieces) {
            CommandFramer.Frame frame = CommandFramer.Frame.LINE;
            while (piece.hasRemaining() && frame != CommandFramer.Frame.ENDLESS) {
                int before = piece.remaining();
                frame = framer.next(piece);
                boolean taken = frame == CommandFramer.Frame.ENDLESS || piece.remaining() < before;
                Promise.that(taken || frame == CommandFramer.Frame.BARE_BREAK, "each call takes something", frame);
                if (frame != CommandFramer.Frame.INCOMPLETE) {
                    frames.add(frame == CommandFramer.Frame.LINE ? line(framer.line()) : frame.toString());
                }
            }
            if (frame == CommandFramer.Frame.ENDLESS) {
                return frames;
            }
        }
        return frames;
    }

    private static String line(ByteBuffer line) {
        String text = StandardCharsets.ISO_8859_1.decode(line.duplicate()).toString();
        Promise.that(text.length() + 2 <= LINE, "a line is not too long", text.length());
        Promise.that(text.indexOf('\r') < 0 && text.indexOf('\n') < 0, "a line is one line", text);
        try {
            CommandLine command = CommandLine.parse(line);
            Promise.oneLine(command.verb());
            Promise.oneLine(command.argument());
            Promise.that(command.verb().indexOf(' ') < 0, "a verb is one word", command.verb());
            Chunk.parse(command.argument()).ifPresent(chunk -> Promise.that(chunk.octets() >= 0, "a size counts", chunk));
        } catch (SyntaxFault e) {
            Promise.that(e.reply().isPermanent(), "what is refused is refused for good", e.reply());
        }
        return text;
    }
}
