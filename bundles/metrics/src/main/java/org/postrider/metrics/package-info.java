/** Counters, gauges and timers in memory, shared by all bundles under their names. */
package org.postrider.metrics;
