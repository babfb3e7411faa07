package org.postrider.smtp.protocol;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/**
 * Takes the lines after DATA apart: undoes dot-stuffing and finds the end, RFC 5321 4.5.2. Only {@code CRLF . CRLF}
 * is the end; the CRLF of the DATA command counts as the first one.
 *
 * <p>A bare CR or LF becomes CRLF in the output, so that whoever reads the message later sees the lines that we saw;
 * and {@link #hasBareBreak()} tells, for those who refuse such mail. The dot after a bare CR or LF is text: it is
 * neither unstuffed nor part of an end. So {@code LF . LF}, {@code LF . CRLF} and their like, by which a second
 * message is smuggled past a server that is lenient, are lines of the one message.
 *
 * <p>Bytes are copied nowhere: the sink is given slices of the input, which are valid during its call. What comes out
 * depends on the bytes alone and not on how they were cut into pieces; a slice never ends between CR and LF.
 */
public final class DataDecoder implements BodyDecoder {

    private enum State { LINE_START, TEXT, CR, DOT, DOT_CR, END }

    private static final ByteBuffer CRLF = ByteBuffer.wrap(new byte[] {'\r', '\n'}).asReadOnlyBuffer();

    private State state = State.LINE_START;
    private boolean bareBreak;
    private long line;
    private long longestLine;

    private ByteBuffer bytes;
    private Consumer<ByteBuffer> sink;
    private int at;
    private int run;
    private int lineStart;

    @Override
    public boolean endsMessage() {
        return true;
    }

    /** Whether a CR without LF or a LF without CR was seen. */
    @Override
    public boolean hasBareBreak() {
        return bareBreak;
    }

    /** Octets of the longest line so far, the one that has not ended included. */
    @Override
    public long longestLine() {
        return longestLine;
    }

    /**
     * Takes input up to the end of the data or to the end of the input.
     *
     * @return whether the data have ended; what follows is left in the input
     */
    @Override
    public boolean decode(ByteBuffer input, Consumer<ByteBuffer> to) {
        bytes = input.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        sink = to;
        at = run = lineStart = input.position();
        int end = input.limit();
        while (at < end && state != State.END) {
            step(end);
        }
        emit(state == State.CR ? end - 1 : at);
        line += at - lineStart;
        longestLine = Math.max(longestLine, line);
        input.position(at);
        bytes = null;
        sink = null;
        return state == State.END;
    }

    private void step(int end) {
        switch (state) {
            case LINE_START -> lineStart();
            case TEXT -> text(end);
            case CR -> afterCr();
            case DOT -> afterDot();
            default -> afterDotCr();
        }
    }

    private void lineStart() {
        if (bytes.get(at) != '.') {
            state = State.TEXT;
            return;
        }
        emit(at);
        run = ++at; // RFC 5321 4.5.2: a leading dot is removed
        state = State.DOT;
    }

    private void text(int end) {
        at = LineBreaks.find(bytes, at, end);
        if (at == end) {
            return;
        }
        if (bytes.get(at) == '\n') {
            emit(at);
            run = ++at;
            bareBreak();
        } else if (at + 1 == end) {
            at = end;
            state = State.CR;
        } else if (bytes.get(at + 1) == '\n') {
            at += 2;
            endOfLine();
            state = State.LINE_START;
        } else {
            emit(at);
            run = ++at;
            bareBreak();
        }
    }

    /** The CR was the last byte of the input before this one and was not given out. */
    private void afterCr() {
        if (bytes.get(at) == '\n') {
            run = ++at;
            sink.accept(CRLF.duplicate());
            endOfLine();
            state = State.LINE_START;
        } else {
            bareBreak();
        }
    }

    private void afterDot() {
        if (bytes.get(at) == '\r') {
            run = ++at;
            state = State.DOT_CR;
        } else {
            state = State.TEXT;
        }
    }

    private void afterDotCr() {
        if (bytes.get(at) == '\n') {
            run = ++at;
            state = State.END; // RFC 5321 4.1.1.4
        } else {
            bareBreak();
        }
    }

    private void bareBreak() {
        bareBreak = true;
        sink.accept(CRLF.duplicate());
        endOfLine();
        state = State.TEXT;
    }

    private void endOfLine() {
        longestLine = Math.max(longestLine, line + at - lineStart);
        line = 0;
        lineStart = at;
    }

    private void emit(int end) {
        if (end > run) {
            sink.accept(bytes.slice(run, end - run));
        }
        run = end;
    }
}
