package org.postrider.bridge;

import java.util.Map;

/**
 * Where a configuration comes from.
 *
 * @param properties as they stand there, and those of OSGi
 */
public record BridgeFile(Map<String, Object> properties) {

    /** The name of the file, or the PID if there is none. */
    public String source() {
        String file = String.valueOf(properties.getOrDefault("felix.fileinstall.filename", pid()));
        return file.substring(file.lastIndexOf('/') + 1);
    }

    private String pid() {
        return String.valueOf(properties.getOrDefault("service.pid", ""));
    }

    /** The name of the filter: the configured one; if that is empty, the prefix and what follows the dash in that of the file. */
    public String name(String configured, String prefix) {
        String pid = pid();
        String instance = pid.substring(Math.max(pid.lastIndexOf('~'), pid.lastIndexOf('.')) + 1);
        return configured.isBlank() ? prefix + instance : configured.strip();
    }
}
