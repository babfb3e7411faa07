/**
 * Counters, gauges and timers. An instrument is declared once, with a description, by the class that counts, and
 * updating it costs a few nanoseconds and never blocks.
 */
@Export
@Version("1.0.0")
package org.postrider.api.metrics;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
