package org.postrider.filters;

import java.util.List;

import org.postrider.api.filter.Action;
import org.postrider.api.filter.Edit;

/** Verdicts and edits in words, for the trace. */
final class VerdictText {

    private VerdictText() {}

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
            return "add " + add.header().name() + ": " + LogText.line(add.header().unfolded());
        }
        if (edit instanceof Edit.RemoveHeader remove) {
            return "remove header " + LogText.line(remove.name());
        }
        if (edit instanceof Edit.ReplaceHeader replace) {
            return "replace " + replace.header().name() + ": " + LogText.line(replace.header().unfolded());
        }
        if (edit instanceof Edit.ReplaceSender sender) {
            return "sender becomes <" + sender.sender().map(Object::toString).orElse("") + ">";
        }
        if (edit instanceof Edit.AddRecipient add) {
            return "add recipient <" + add.recipient().address() + ">";
        }
        return "remove recipient <" + ((Edit.RemoveRecipient) edit).recipient() + ">";
    }
}
