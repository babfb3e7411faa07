package org.postrider.filter.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.postrider.api.filter.Edit;
import org.postrider.api.message.Recipient;
import org.postrider.bridge.AddressText;
import org.postrider.bridge.HeaderEdits;
import org.postrider.bridge.NewBody;
import org.postrider.bridge.PeerException;
import org.postrider.bridge.PeerText;

/** Reads the changes that a hook wants of a message. */
final class Modifications {

    private static final int MAX = 1_000;

    private Modifications() {}

    /** @throws PeerException if one is none, or there are too many */
    static List<Edit> edits(List<?> wanted) {
        if (wanted.size() > MAX) {
            throw new PeerException("there are more than " + MAX + " modifications");
        }
        List<Edit> edits = new ArrayList<>();
        for (Object one : wanted) {
            edits.add(edit(Fields.of(one, "a modification")));
        }
        return edits;
    }

    private static Edit edit(Fields wanted) {
        String type = wanted.needed("type");
        return switch (type) {
            case "changeFrom" -> new Edit.ReplaceSender(AddressText.path(wanted.needed("value")));
            case "addRecipient", "addRcpt" -> new Edit.AddRecipient(
                    new Recipient(AddressText.recipient(wanted.needed("value")), parameters(wanted)));
            case "deleteRecipient", "deleteRcpt" -> new Edit.RemoveRecipient(AddressText.recipient(wanted.needed("value")));
            case "replaceContents" -> NewBody.of(wanted.needed("value"));
            case "addHeader" -> HeaderEdits.add(wanted.needed("name"), wanted.needed("value"));
            case "insertHeader" -> HeaderEdits.insert(index(wanted), wanted.needed("name"), wanted.needed("value"));
            case "changeHeader" -> HeaderEdits.change(index(wanted), wanted.needed("name"), wanted.needed("value"));
            case "deleteHeader" -> HeaderEdits.change(index(wanted), wanted.needed("name"), "");
            default -> throw new PeerException("a modification has the type " + PeerText.quoted(type));
        };
    }

    private static int index(Fields wanted) {
        return wanted.number("index").orElseThrow(() -> new PeerException("\"index\" is not there"));
    }

    private static Map<String, String> parameters(Fields wanted) {
        return wanted.fields("parameters").map(given -> AddressText.parameters(given.object().entrySet().stream()
                .map(one -> one.getKey() + "=" + one.getValue()).collect(Collectors.joining(" ")))).orElse(Map.of());
    }
}
