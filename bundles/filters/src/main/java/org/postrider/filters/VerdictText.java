package org.postrider.filters;

import java.util.ArrayList;
import java.util.List;

import org.postrider.api.filter.Action;
import org.postrider.api.filter.Edit;
import org.postrider.api.filter.Verdict;
import org.postrider.api.message.Address;
import org.postrider.api.message.Header;

/** Verdicts and edits in words, for the trace. */
final class VerdictText {

    private static final int MOST_RECIPIENTS = 20;

    private VerdictText() {}

    /** With what it says of single recipients, the first of them. */
    static String of(Verdict verdict) {
        StringBuilder text = new StringBuilder(of(verdict.action()));
        verdict.recipients().entrySet().stream().limit(MOST_RECIPIENTS)
                .forEach(own -> text.append("; ").append(recipient(own.getKey())).append(of(own.getValue().action())));
        int others = verdict.recipients().size() - MOST_RECIPIENTS;
        return text.append(others > 0 ? "; and for " + others + " others" : "").toString();
    }

    /** All edits of an outcome, the first for single recipients among them. */
    static List<String> edits(Outcome outcome) {
        List<String> texts = new ArrayList<>(of(outcome.edits()));
        outcome.recipients().entrySet().stream().limit(MOST_RECIPIENTS).forEach(own ->
                of(own.getValue().edits()).forEach(edit -> texts.add(recipient(own.getKey()) + edit)));
        return texts;
    }

    private static String recipient(Address address) {
        return "for <" + LogText.line(address.toString()) + ">: ";
    }

    static String of(Action action) {
        if (action instanceof Action.Pass) {
            return "pass";
        }
        if (action instanceof Action.Reject reject) {
            return "reject " + LogText.line(reject.reply().toString());
        }
        if (action instanceof Action.Defer defer) {
            return "defer " + LogText.line(defer.reply().toString());
        }
        if (action instanceof Action.Disconnect disconnect) {
            return "disconnect " + LogText.line(disconnect.reply().toString());
        }
        if (action instanceof Action.Quarantine quarantine) {
            return "quarantine: " + LogText.line(quarantine.reason());
        }
        if (action instanceof Action.Hold hold) {
            return "hold: " + LogText.line(hold.reason());
        }
        return action instanceof Action.Discard ? "discard" : "accept";
    }

    static List<String> of(List<Edit> edits) {
        return edits.isEmpty() ? List.of() : edits.stream().map(VerdictText::of).toList();
    }

    private static String of(Edit edit) {
        if (edit instanceof Edit.AddHeader add) {
            return "add " + field(add.header());
        }
        if (edit instanceof Edit.InsertHeader insert) {
            return "insert below " + insert.position() + " " + field(insert.header());
        }
        if (edit instanceof Edit.RemoveHeader remove) {
            return "remove header " + LogText.line(remove.name()) + occurrence(remove.occurrence());
        }
        if (edit instanceof Edit.ReplaceHeader replace) {
            return "replace " + field(replace.header()) + occurrence(replace.occurrence());
        }
        return edit instanceof Edit.ReplaceBody || edit instanceof Edit.ReplacePart ? ofContent(edit) : ofEnvelope(edit);
    }

    private static String field(Header header) {
        return header.name() + ": " + LogText.line(header.unfolded());
    }

    private static String occurrence(int number) {
        return number == 0 ? "" : " (number " + number + ")";
    }

    private static String ofContent(Edit edit) {
        if (edit instanceof Edit.ReplaceBody replace) {
            return "replace the body, " + replace.body().remaining() + " octets";
        }
        Edit.ReplacePart replace = (Edit.ReplacePart) edit;
        return "replace part " + replace.part() + ": " + LogText.line(replace.contentType()) + ", "
                + replace.content().remaining() + " octets";
    }

    private static String ofEnvelope(Edit edit) {
        if (edit instanceof Edit.ReplaceSender sender) {
            return "sender becomes <" + sender.sender().map(Object::toString).orElse("") + ">";
        }
        if (edit instanceof Edit.AddRecipient add) {
            return "add recipient <" + add.recipient().address() + ">";
        }
        return "remove recipient <" + ((Edit.RemoveRecipient) edit).recipient() + ">";
    }
}
