package org.postrider.mime;

import java.util.Locale;
import java.util.Map;

/**
 * A structured header value such as that of Content-Type: a value and parameters (RFC 2045 5.1, RFC 2231).
 *
 * @param value what precedes the parameters, in lower case
 * @param parameters names in lower case, values decoded; the first of several equal names counts
 */
record ParameterizedValue(String value, Map<String, String> parameters) {

    ParameterizedValue {
        parameters = Map.copyOf(parameters);
    }

    /** Reads as much as can be understood of an unfolded header value; never fails. */
    static ParameterizedValue parse(String text) {
        ParameterScanner scanner = new ParameterScanner(text);
        String value = scanner.value().toLowerCase(Locale.ROOT);
        ParameterSet parameters = new ParameterSet();
        while (scanner.next()) {
            parameters.add(scanner.name().toLowerCase(Locale.ROOT), scanner.value());
        }
        return new ParameterizedValue(value, parameters.decoded());
    }
}
