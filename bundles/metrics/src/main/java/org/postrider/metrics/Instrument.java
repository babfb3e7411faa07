package org.postrider.metrics;

import org.postrider.api.metrics.Reading;

/** Something that can be read. */
interface Instrument {

    Reading read();
}
