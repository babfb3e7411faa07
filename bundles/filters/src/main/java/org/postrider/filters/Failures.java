package org.postrider.filters;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.postrider.api.event.FilterFailed;
import org.postrider.api.event.MailEvents;
import org.postrider.api.filter.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of filters that failed: every failure as an event, and in the log at most once a second for each filter. */
final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final long LOG_EVERY_MILLIS = 1_000;

    private final Clock clock;
    private final Supplier<MailEvents> events;
    private final Map<String, Long> logged = new ConcurrentHashMap<>();

    /** @param events yields null while nobody is to be told */
    Failures(Clock clock, Supplier<MailEvents> events) {
        this.clock = clock;
        this.events = events;
    }

    void report(ConfiguredFilter filter, Stage stage, String problem) {
        if (mayLog(filter.name())) {
            LOG.warn("filter {} {} failed at {}: {}",
                    filter.name(), filter.source().origin().version(), stage, problem);
        }
        publish(filter, stage, problem);
    }

    void opened(ConfiguredFilter filter, Stage stage) {
        String problem = "circuit open after " + Breaker.FAILURES + " failures in a row; tried again every 10 s";
        LOG.error("filter {} {}: {}", filter.name(), filter.source().origin().version(), problem);
        publish(filter, stage, problem);
    }

    private boolean mayLog(String name) {
        long now = clock.millis();
        Long last = logged.get(name);
        boolean may = last == null || now - last >= LOG_EVERY_MILLIS;
        return may && (last == null ? logged.putIfAbsent(name, now) == null : logged.replace(name, last, now));
    }

    private void publish(ConfiguredFilter filter, Stage stage, String problem) {
        MailEvents told = events.get();
        if (told == null) {
            return;
        }
        try {
            told.publish(new FilterFailed(clock.instant(), filter.name(), stage.name(), problem));
        } catch (RuntimeException e) { // its bundle may be on its way out; the stage goes on
            LOG.debug("nobody could be told of a failed filter", e);
        }
    }
}
