package org.postrider.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.postrider.api.filter.Edit;
import org.postrider.api.message.Message;
import org.postrider.api.message.MessageLimitException;

/**
 * A message some of whose octets were replaced: those of the original are still where they were, the new ones are in
 * memory. Immutable.
 */
public final class PatchedMessage {

    private static final int MAX_HEAD = 256 * 1024;

    private final Message original;
    private final List<Piece> pieces;
    private final long size;

    /**
     * New octets, and the rest of the original behind them.
     *
     * @param octets that come first; may be none
     * @param skip how many octets of the original they stand for
     */
    public record Head(byte[] octets, long skip) {}

    private PatchedMessage(Message original, List<Piece> pieces) {
        this.original = original;
        this.pieces = pieces.stream().filter(piece -> piece.length() > 0).toList();
        this.size = pieces.stream().mapToLong(Piece::length).sum();
    }

    /** The message as it is. */
    public static PatchedMessage of(Message original) {
        return new PatchedMessage(original, List.of(Piece.original(0, original.size())));
    }

    /** The message as a view that is parsed on demand. */
    public Message message() {
        return isPatched() ? new ParsedMessage(size, this::open) : original;
    }

    private boolean isPatched() {
        return pieces.size() != 1 || pieces.get(0).fresh().isPresent() || size != original.size();
    }

    private InputStream open() {
        return new PieceStream(pieces, original::open);
    }

    /** This message without its first octets. */
    public PatchedMessage from(long start) {
        return with(0, start, List.of());
    }

    /**
     * With these edits applied in their order; those of the envelope are passed over. Reads what is needed for that.
     *
     * @throws MessageLimitException if the message is larger than is looked into
     * @throws IllegalArgumentException if there is no part that is to be replaced
     */
    public PatchedMessage edited(List<Edit> edits) throws IOException {
        PatchedMessage message = this;
        List<Edit> ofHeader = new ArrayList<>();
        for (Edit edit : edits) {
            if (FieldEdits.isOne(edit)) {
                ofHeader.add(edit);
            } else if (edit instanceof Edit.ReplaceBody || edit instanceof Edit.ReplacePart) {
                message = message.headed(ofHeader).content(edit);
                ofHeader.clear();
            }
        }
        return message.headed(ofHeader);
    }

    private PatchedMessage headed(List<Edit> edits) throws IOException {
        return edits.isEmpty() ? this : edited(header(), edits);
    }

    private HeaderBlock header() throws IOException {
        try (InputStream in = open()) {
            return HeaderBlock.read(in);
        }
    }

    /**
     * With edits of its header.
     *
     * @param header that of this message, which is not read again
     */
    public PatchedMessage edited(HeaderBlock header, List<Edit> edits) {
        return edits.isEmpty() ? this : with(0, header.length(), List.of(ByteBuffer.wrap(header.edited(edits))));
    }

    private PatchedMessage content(Edit edit) throws IOException {
        if (edit instanceof Edit.ReplaceBody replace) {
            HeaderBlock header = header();
            return with(0, size, List.of(ByteBuffer.wrap(header.edited(List.of())), replace.body()));
        }
        return part((Edit.ReplacePart) edit);
    }

    private PatchedMessage part(Edit.ReplacePart replace) throws IOException {
        Leaf leaf = leaf(replace.part());
        HeaderBlock header;
        try (InputStream in = new Section(open(), leaf.head(), leaf.start() - leaf.head())) {
            header = HeaderBlock.read(in);
        }
        return with(leaf.head(), leaf.end(), NewPart.of(header, replace));
    }

    private Leaf leaf(int place) throws IOException {
        List<Leaf> leaves;
        try (InputStream in = open()) {
            leaves = StructureReader.read(in);
        }
        if (place >= leaves.size()) {
            throw new IllegalArgumentException("part " + place + " is to be replaced, and there are " + leaves.size());
        }
        return leaves.get(place);
    }

    private PatchedMessage with(long from, long to, List<ByteBuffer> fresh) {
        List<Piece> changed = new ArrayList<>(slice(0, from));
        fresh.forEach(octets -> changed.add(Piece.of(octets)));
        changed.addAll(slice(to, size));
        return new PatchedMessage(original, changed);
    }

    private List<Piece> slice(long from, long to) {
        List<Piece> slice = new ArrayList<>();
        long at = 0;
        for (Piece piece : pieces) {
            long begin = Math.max(from, at) - at;
            long end = Math.min(to, at + piece.length()) - at;
            if (begin < end) {
                slice.add(piece.slice(begin, end));
            }
            at += piece.length();
        }
        return slice;
    }

    /**
     * Present if only what is at the beginning was replaced and that is not long, so that the rest need not be copied; as
     * after {@link #edited(HeaderBlock, List)} and {@link #from}.
     */
    public Optional<Head> head() {
        int count = 0;
        long length = 0;
        for (; count < pieces.size() && pieces.get(count).fresh().isPresent(); count++) {
            length += pieces.get(count).length();
        }
        List<Piece> rest = pieces.subList(count, pieces.size());
        long skip = rest.isEmpty() ? original.size() : rest.get(0).start();
        boolean whole = rest.isEmpty() || rest.size() == 1 && skip + rest.get(0).length() == original.size();
        return whole && length <= MAX_HEAD ? Optional.of(new Head(octets(count), skip)) : Optional.empty();
    }

    private byte[] octets(int count) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (Piece piece : pieces.subList(0, count)) {
            byte[] copy = new byte[(int) piece.length()];
            piece.fresh().orElseThrow().duplicate().get(copy);
            octets.writeBytes(copy);
        }
        return octets.toByteArray();
    }
}
