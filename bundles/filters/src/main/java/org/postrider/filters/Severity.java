package org.postrider.filters;

import org.postrider.api.filter.Action;

/** The order of {@link Action}: Reject, Disconnect, Defer, Quarantine, Hold, Discard, Accept, Pass. */
final class Severity {

    private Severity() {}

    static int of(Action action) {
        if (action instanceof Action.Pass) {
            return 0;
        }
        if (action instanceof Action.Reject) {
            return 7;
        }
        if (action instanceof Action.Disconnect) {
            return 6;
        }
        if (action instanceof Action.Defer) {
            return 5;
        }
        if (action instanceof Action.Quarantine) {
            return 4;
        }
        if (action instanceof Action.Hold) {
            return 3;
        }
        return action instanceof Action.Discard ? 2 : 1;
    }

    /** Reject, Disconnect and Defer. */
    static boolean isRefusal(Action action) {
        return of(action) >= 5;
    }
}
