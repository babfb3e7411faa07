package org.postrider.api.filter;

/** How much a filter counts. */
public enum Mode {
    /** Its verdicts and edits apply. */
    ENFORCE,
    /** It runs and is traced; its verdicts and edits do not apply. */
    SHADOW,
    /** It is not called. */
    OFF
}
