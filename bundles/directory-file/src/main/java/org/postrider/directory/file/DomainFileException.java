package org.postrider.directory.file;

/** A domain file is refused as a whole. The message names the file, the line, what was found and what is allowed. */
final class DomainFileException extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int MAX_SHOWN = 80;

    DomainFileException(String message) {
        super(message);
    }

    static DomainFileException at(String file, int line, String found, String allowed) {
        return new DomainFileException(file + " line " + line + ": found " + shown(found) + "; allowed is " + allowed);
    }

    /** Text from a file, so that it can stand in a log line: short, and without control characters. */
    static String shown(String text) {
        StringBuilder out = new StringBuilder("'");
        text.codePoints().limit(MAX_SHOWN).forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                out.append(String.format("\\u%04x", c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.append(text.codePointCount(0, text.length()) > MAX_SHOWN ? "...'" : "'").toString();
    }
}
