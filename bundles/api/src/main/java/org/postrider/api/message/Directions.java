package org.postrider.api.message;

import java.util.Set;

/** The rule for names with labels that are written from right to left, RFC 5893 2. */
final class Directions {

    private static final byte L = Character.DIRECTIONALITY_LEFT_TO_RIGHT;
    private static final byte R = Character.DIRECTIONALITY_RIGHT_TO_LEFT;
    private static final byte AL = Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    private static final byte AN = Character.DIRECTIONALITY_ARABIC_NUMBER;
    private static final byte EN = Character.DIRECTIONALITY_EUROPEAN_NUMBER;
    private static final byte NSM = Character.DIRECTIONALITY_NONSPACING_MARK;
    private static final Set<Byte> ANYWHERE = Set.of(EN, NSM, Character.DIRECTIONALITY_EUROPEAN_NUMBER_SEPARATOR,
            Character.DIRECTIONALITY_COMMON_NUMBER_SEPARATOR, Character.DIRECTIONALITY_EUROPEAN_NUMBER_TERMINATOR,
            Character.DIRECTIONALITY_OTHER_NEUTRALS, Character.DIRECTIONALITY_BOUNDARY_NEUTRAL);

    private Directions() {}

    /** Whether it makes the whole name subject to the rule. */
    static boolean isRightToLeft(String label) {
        return label.codePoints().map(Character::getDirectionality).anyMatch(d -> d == R || d == AL || d == AN);
    }

    static boolean isAllowed(String label) {
        if (label.isEmpty()) {
            return true;
        }
        byte first = Character.getDirectionality(label.codePointAt(0));
        int end = label.length();
        while (end > 0 && Character.getDirectionality(label.codePointBefore(end)) == NSM) {
            end -= Character.charCount(label.codePointBefore(end));
        }
        byte last = end == 0 ? NSM : Character.getDirectionality(label.codePointBefore(end));
        if (first == L) {
            return (last == L || last == EN) && all(label, L, L, L);
        }
        return (first == R || first == AL) && (last == R || last == AL || last == EN || last == AN)
                && all(label, R, AL, AN) && !(has(label, EN) && has(label, AN));
    }

    private static boolean all(String label, byte one, byte other, byte third) {
        return label.codePoints().map(Character::getDirectionality)
                .allMatch(d -> d == one || d == other || d == third || ANYWHERE.contains((byte) d));
    }

    private static boolean has(String label, byte direction) {
        return label.codePoints().anyMatch(c -> Character.getDirectionality(c) == direction);
    }
}
