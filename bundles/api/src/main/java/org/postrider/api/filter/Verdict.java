package org.postrider.api.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.postrider.api.message.Evidence;
import org.postrider.api.message.Header;
import org.postrider.api.smtp.Reply;

/**
 * What a filter returns: one {@link Action}, and any evidence and edits. Immutable.
 *
 * <p>Edits apply at {@link Stage#MESSAGE}; those of other stages are refused as a failure of the filter.
 */
public final class Verdict {

    private static final Verdict PASS = new Verdict(new Action.Pass(), List.of(), List.of());
    private static final Verdict ACCEPT = new Verdict(new Action.Accept(), List.of(), List.of());
    private static final Verdict DISCARD = new Verdict(new Action.Discard(), List.of(), List.of());

    private final Action action;
    private final List<Evidence> evidence;
    private final List<Edit> edits;

    private Verdict(Action action, List<Evidence> evidence, List<Edit> edits) {
        this.action = Objects.requireNonNull(action, "action");
        this.evidence = evidence;
        this.edits = edits;
    }

    public static Verdict of(Action action) {
        return new Verdict(action, List.of(), List.of());
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
        return new Verdict(action, plus(evidence, found), edits);
    }

    /** This verdict with one more edit. */
    public Verdict with(Edit edit) {
        return new Verdict(action, evidence, plus(edits, edit));
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

    @Override
    public String toString() {
        return action + (evidence.isEmpty() ? "" : " " + evidence) + (edits.isEmpty() ? "" : " " + edits);
    }
}
