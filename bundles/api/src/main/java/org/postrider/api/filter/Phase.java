package org.postrider.api.filter;

/** What a filter does within a stage. Phases run in this order. */
public enum Phase {
    /** Cheap refusals, one after another; the first refusal ends the stage. */
    GUARD,
    /** Finds things out and never refuses; returns {@link org.postrider.api.message.Evidence}. */
    EVIDENCE,
    /** Turns evidence into a verdict. */
    DECIDE,
    /** Edits the message, last. */
    REWRITE
}
