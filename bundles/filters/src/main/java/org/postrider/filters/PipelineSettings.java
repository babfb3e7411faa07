package org.postrider.filters;

import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the settings of the pipeline. */
final class PipelineSettings {

    private static final Logger LOG = LoggerFactory.getLogger(PipelineSettings.class);
    private static final int MIN_AUTOMATIC = 32;
    private static final int MAX_AUTOMATIC = 64;
    private static final int MAX = 1_000;

    private PipelineSettings() {}

    /** @throws IllegalArgumentException if a name is none */
    static Set<String> required(InstalledFilters.Settings settings) {
        try {
            return SettingText.names(settings.required());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("required " + e.getMessage(), e);
        }
    }

    /** How many threads the settings ask for; the automatic number, and a line in the log, if they make no sense. */
    static int threads(InstalledFilters.Settings settings) {
        String found;
        try {
            int threads = settings.threads();
            if (threads > 0 && threads <= MAX) {
                return threads;
            }
            found = threads == 0 ? "" : String.valueOf(threads);
        } catch (RuntimeException e) { // the text in the file is no number
            found = e.getMessage();
        }
        if (!found.isEmpty()) {
            LOG.error("org.postrider.filters: threads is {}, allowed is 0 to {}; 0 is taken", found, MAX);
        }
        int automatic = 4 * Runtime.getRuntime().availableProcessors();
        return Math.min(MAX_AUTOMATIC, Math.max(MIN_AUTOMATIC, automatic));
    }
}
