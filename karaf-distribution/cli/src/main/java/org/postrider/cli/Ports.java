package org.postrider.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which port is whose, so that no two things want the same one. */
final class Ports {

    private static final int LARGEST = 65_535;
    private final Map<Integer, String> owners = new HashMap<>();

    /** Adds a port; text that is no port, or a port that is taken, becomes a finding. Port 0 is never taken. */
    void add(String file, String key, String text, List<Finding> findings) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > LARGEST) {
            findings.add(new Finding(file, key, "'" + text + "'", "a port, 0.." + LARGEST));
            return;
        }
        int port = Integer.parseInt(text);
        String other = port == 0 ? null : owners.putIfAbsent(port, file + " " + key);
        if (other != null) {
            findings.add(new Finding(file, key, text, "a port that is not also that of " + other));
        }
    }
}
