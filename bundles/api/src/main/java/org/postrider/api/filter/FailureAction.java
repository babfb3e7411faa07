package org.postrider.api.filter;

/** What becomes of a message whose filter threw or passed its deadline. */
public enum FailureAction {
    /** {@code DEFER} for guards, deciders and rewriters, {@code PASS} for evidence. */
    BY_PHASE,
    /** A temporary refusal; the client tries again. */
    DEFER,
    /** As if the filter had not been there. */
    PASS,
    /** A permanent refusal. */
    REJECT,
    /** Accepted and kept back for an administrator. */
    QUARANTINE
}
