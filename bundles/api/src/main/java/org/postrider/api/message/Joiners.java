package org.postrider.api.message;

/**
 * Where ZERO WIDTH JOINER and NON-JOINER may stand: after a virama, and the latter between letters that would join in the
 * Arabic script, RFC 5892 A.1 and A.2. Of other scripts that join, which are hardly written in domains, it is refused.
 */
final class Joiners {

    private static final int NON_JOINER = 0x200c;
    private static final int JOINER = 0x200d;
    private static final String VIRAMAS = "\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d3b\u0d3c\u0d4d\u0dca\u0e3a\u0eba\u0f84"
            + "\u1039\u103a\u1714\u1734\u17d2\u1a60\u1b44\u1baa\u1bab\u1bf2\u1bf3\u2d7f\ua806\ua8c4\ua953\ua9c0\uaaf6\uabed";
    /** Letters of Arabic that join with the letter before them only. */
    private static final String RIGHT_JOINING = "\u0622\u0623\u0624\u0625\u0627\u0629\u062f\u0630\u0631\u0632\u0648\u0671\u0672\u0673\u0675"
            + "\u0676\u0677\u06c0\u06cd\u06cf\u06d2\u06d3\u06d5\u06ee\u06ef";
    private static final String NOT_JOINING = "\u0621\u0640\u0674";

    private Joiners() {}

    static boolean areInPlace(String label) {
        int[] points = label.codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            boolean joiner = points[i] == JOINER || points[i] == NON_JOINER;
            boolean afterVirama = i > 0 && VIRAMAS.indexOf(points[i - 1]) >= 0;
            if (joiner && !afterVirama && !(points[i] == NON_JOINER && parts(points, i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean parts(int[] points, int at) {
        int before = at - 1;
        while (before >= 0 && isMark(points[before])) {
            before--;
        }
        int after = at + 1;
        while (after < points.length && isMark(points[after])) {
            after++;
        }
        return before >= 0 && after < points.length && joinsNext(points[before]) && isArabic(points[after]);
    }

    private static boolean joinsNext(int c) {
        boolean right = RIGHT_JOINING.indexOf(c) >= 0 || c >= 0x688 && c <= 0x699 || c >= 0x6c3 && c <= 0x6cb;
        return isArabic(c) && !right;
    }

    private static boolean isArabic(int c) {
        return c >= 0x620 && c <= 0x6ff && Character.isLetter(c) && NOT_JOINING.indexOf(c) < 0;
    }

    private static boolean isMark(int c) {
        return Character.getType(c) == Character.NON_SPACING_MARK;
    }
}
