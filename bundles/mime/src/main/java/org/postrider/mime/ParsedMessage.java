package org.postrider.mime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.postrider.api.message.Header;
import org.postrider.api.message.Message;
import org.postrider.api.message.MessageLimitException;
import org.postrider.api.message.Part;

/**
 * A message whose header and structure are read when somebody asks for the first time, and then kept. Safe to use
 * from several threads. What cannot be read throws {@link UncheckedIOException}.
 *
 * <p>Messages within messages are descended into. Beside the limits that {@link Message} names, the headers of all
 * parts have together at most 20,000 fields and 4 MB.
 */
public final class ParsedMessage implements Message {

    private final long size;
    private final ContentSource source;
    private final Once<List<Header>> headers = new Once<>(this::readHeaders);
    private final Once<List<Part>> parts = new Once<>(this::readParts);

    /** @param size octets that the source yields */
    public ParsedMessage(long size, ContentSource source) {
        this.size = size;
        this.source = Objects.requireNonNull(source, "source");
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public InputStream open() throws IOException {
        return source.open();
    }

    @Override
    public List<Header> headers() {
        return headers.get();
    }

    @Override
    public Stream<Part> parts() {
        return parts.get().stream();
    }

    private List<Header> readHeaders() throws IOException {
        try (InputStream in = source.open()) {
            return HeaderBlock.read(in).fields();
        }
    }

    private List<Part> readParts() throws IOException {
        try (InputStream in = source.open()) {
            return StructureReader.read(in).stream().<Part>map(leaf -> new LeafPart(leaf, source)).toList();
        }
    }

    /** A value that is read at the first demand; that a limit was passed is kept as well. */
    private static final class Once<T> {

        private final Reading<T> reading;
        private T value;
        private String beyond;

        Once(Reading<T> reading) {
            this.reading = reading;
        }

        synchronized T get() {
            if (beyond != null) {
                throw new MessageLimitException(beyond);
            }
            if (value == null) {
                read();
            }
            return value;
        }

        private void read() {
            try {
                value = reading.read();
            } catch (MessageLimitException e) {
                beyond = e.getMessage();
                throw e;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read() throws IOException;
    }
}
