package org.postrider.shell;

/** How long a list may be. */
final class Limit {

    private static final int MOST = 100_000;

    private Limit() {}

    /** @throws IllegalArgumentException if it is not 1 to 100,000 */
    static int check(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("--limit is 1 to " + MOST + ", not " + limit);
        }
        return limit;
    }
}
