package org.postrider.api.filter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.postrider.api.message.Address;
import org.postrider.api.message.Evidence;
import org.postrider.api.message.Header;
import org.postrider.api.smtp.Reply;

/**
 * What a filter returns: one {@link Action}, and any evidence and edits. Immutable.
 *
 * <p>Edits and recipients apply at {@link Stage#MESSAGE}; those of other stages are refused as a failure of the filter.
 */
public final class Verdict {

    private static final Verdict PASS = of(new Action.Pass());
    private static final Verdict ACCEPT = of(new Action.Accept());
    private static final Verdict DISCARD = of(new Action.Discard());

    private final Action action;
    private final List<Evidence> evidence;
    private final List<Edit> edits;
    private final Map<Address, Verdict> recipients;

    private Verdict(Action action, List<Evidence> evidence, List<Edit> edits, Map<Address, Verdict> recipients) {
        this.action = Objects.requireNonNull(action, "action");
        this.evidence = evidence;
        this.edits = edits;
        this.recipients = recipients;
    }

    public static Verdict of(Action action) {
        return new Verdict(action, List.of(), List.of(), Map.of());
    }

    /** No opinion. */
    public static Verdict pass() {
        return PASS;
    }

    /** Skip the remaining guards of this stage. */
    public static Verdict accept() {
        return ACCEPT;
    }

    /** Acknowledge and drop. */
    public static Verdict discard() {
        return DISCARD;
    }

    /** Refuse for good, e.g. {@code reject(550, "5.7.1", "Not accepted here")}. */
    public static Verdict reject(int code, String enhanced, String text) {
        return of(new Action.Reject(Reply.of(code, enhanced, text)));
    }

    /** Refuse for now, e.g. {@code defer(451, "4.7.1", "Please try again later")}. */
    public static Verdict defer(int code, String enhanced, String text) {
        return of(new Action.Defer(Reply.of(code, enhanced, text)));
    }

    /** Send the reply and close the connection. */
    public static Verdict disconnect(int code, String enhanced, String text) {
        return of(new Action.Disconnect(Reply.of(code, enhanced, text)));
    }

    /** Accept and keep back as suspicious. */
    public static Verdict quarantine(String reason) {
        return of(new Action.Quarantine(reason));
    }

    /** Accept and keep in the queue until released. */
    public static Verdict hold(String reason) {
        return of(new Action.Hold(reason));
    }

    /** This verdict with one more finding. */
    public Verdict with(Evidence found) {
        return new Verdict(action, plus(evidence, found), edits, recipients);
    }

    /** This verdict with one more edit. */
    public Verdict with(Edit edit) {
        return new Verdict(action, evidence, plus(edits, edit), recipients);
    }

    /**
     * This verdict, but another one for one recipient: its action stands in place of this one's, its edits are made after
     * this one's and in that recipient's copy only, and its evidence is added. The platform splits the message where
     * recipients are treated differently.
     *
     * @param recipient one of {@link org.postrider.api.smtp.Transaction#recipients()}
     * @throws IllegalArgumentException if the other verdict names recipients itself, or edits the body, of which all
     *     copies have the same
     */
    public Verdict forRecipient(Address recipient, Verdict other) {
        boolean content = other.edits.stream()
                .anyMatch(e -> e instanceof Edit.ReplaceBody || e instanceof Edit.ReplacePart);
        if (content || !other.recipients.isEmpty()) {
            throw new IllegalArgumentException("a verdict for one recipient edits no body and names no recipients");
        }
        Map<Address, Verdict> more = new LinkedHashMap<>(recipients);
        more.put(Objects.requireNonNull(recipient, "recipient"), other);
        return new Verdict(action, evidence, edits, more);
    }

    /** This verdict with one more header field at the top of the message. */
    public Verdict withHeader(String name, String value) {
        return with(new Edit.AddHeader(new Header(name, value)));
    }

    private static <T> List<T> plus(List<T> list, T item) {
        List<T> longer = new ArrayList<>(list);
        longer.add(Objects.requireNonNull(item));
        return List.copyOf(longer);
    }

    public Action action() {
        return action;
    }

    public List<Evidence> evidence() {
        return evidence;
    }

    public List<Edit> edits() {
        return edits;
    }

    /** What it is for single recipients, where that is something else; in the order in which they were named. */
    public Map<Address, Verdict> recipients() {
        return Collections.unmodifiableMap(recipients);
    }

    @Override
    public String toString() {
        return action + (evidence.isEmpty() ? "" : " " + evidence) + (edits.isEmpty() ? "" : " " + edits)
                + (recipients.isEmpty() ? "" : " " + recipients);
    }
}
