package org.postrider.filters;

import java.time.Clock;

/** What every stage needs to run. */
record Workplace(FilterThreads threads, Watchdog watchdog, Failures failures, FilterMetrics metrics, Clock clock) {}
