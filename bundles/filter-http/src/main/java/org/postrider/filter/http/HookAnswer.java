package org.postrider.filter.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.postrider.api.filter.Action;
import org.postrider.api.filter.Edit;
import org.postrider.api.filter.Verdict;
import org.postrider.api.smtp.EnhancedCode;
import org.postrider.api.smtp.Reply;
import org.postrider.bridge.PeerException;
import org.postrider.bridge.PeerText;
import org.postrider.json.JsonReader;

/** Reads what a hook answers. */
final class HookAnswer {

    private static final int REJECTED = 550;
    private static final String DEFAULT_DETAIL = ".7.1";

    private HookAnswer() {}

    /**
     * The answer as a verdict.
     *
     * @param hasMessage whether there is something to change yet
     * @throws PeerException if it is none, or one that we cannot follow
     */
    static Verdict read(String json, boolean hasMessage) {
        try {
            return verdict(Fields.of(JsonReader.read(json), "it"), hasMessage);
        } catch (IllegalArgumentException | PeerException e) {
            throw new PeerException("its answer cannot be used: " + e.getMessage(), e);
        }
    }

    private static Verdict verdict(Fields answer, boolean hasMessage) {
        List<Edit> edits = Modifications.edits(answer.list("modifications"));
        if (!edits.isEmpty() && !hasMessage) {
            throw new PeerException("modifications are possible at the stage data only");
        }
        Fields response = answer.fields("response").orElse(new Fields(Map.of()));
        return switch (answer.needed("action")) {
            case "accept" -> with(edits, Verdict.pass()); // filters behind it may still refuse
            case "quarantine" -> with(edits, Verdict.quarantine(
                    response.text("message").map(PeerText::line).orElse("quarantined by an HTTP hook")));
            case "discard" -> Verdict.discard();
            case "reject" -> Verdict.of(refusal(response));
            default -> throw new PeerException("the action is " + PeerText.quoted(answer.needed("action")));
        };
    }

    private static Verdict with(List<Edit> edits, Verdict verdict) {
        Verdict all = verdict;
        for (Edit edit : edits) {
            all = all.with(edit);
        }
        return all;
    }

    private static Action refusal(Fields response) {
        int status = response.number("status").orElse(REJECTED);
        if (status < 400 || status > 599) {
            throw new PeerException("it rejects with the status " + status);
        }
        Optional<EnhancedCode> code = Optional.of(EnhancedCode.parse(
                response.text("enhancedStatus", "enhanced_status").orElse(status / 100 + DEFAULT_DETAIL)));
        Reply reply = new Reply(status, code, List.of(PeerText.line(response.text("message").orElse("Message rejected"))));
        if (response.flag("disconnect")) {
            return new Action.Disconnect(reply);
        }
        return reply.isPermanent() ? new Action.Reject(reply) : new Action.Defer(reply);
    }
}
