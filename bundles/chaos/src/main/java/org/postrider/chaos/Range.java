package org.postrider.chaos;

/** Numbers of a configuration. */
final class Range {

    private Range() {}

    /** The number. @throws IllegalArgumentException if it is not within the range, which the message says */
    static int check(String key, int found, int least, int most) {
        if (found < least || found > most) {
            throw new IllegalArgumentException(key + " is " + found + ", allowed is " + least + " to " + most);
        }
        return found;
    }
}
