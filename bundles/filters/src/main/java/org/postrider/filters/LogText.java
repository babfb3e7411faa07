package org.postrider.filters;

/** Text from filters and peers, fit for one line of a log or a trace. */
final class LogText {

    private static final int MAX = 200;

    private LogText() {}

    static String line(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length() && out.length() < MAX; i++) {
            char c = text.charAt(i);
            int type = Character.getType(c);
            boolean unsafe = type == Character.CONTROL || type == Character.FORMAT
                    || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
            out.append(unsafe ? String.format("\\u%04x", (int) c) : String.valueOf(c));
        }
        return out.toString();
    }

    /** What was thrown: its kind and what it says of itself. */
    static String of(Throwable thrown) {
        String message;
        try {
            message = thrown.getMessage();
        } catch (Throwable broken) { // NOSONAR: a plugin's exception may be as broken as the plugin
            message = null;
        }
        String name = thrown.getClass().getSimpleName();
        return line(message == null ? name : name + ": " + message);
    }
}
