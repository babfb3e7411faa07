package org.postrider.planted.exporter;

/** A provider's exported type. */
public interface Exporter {
}
