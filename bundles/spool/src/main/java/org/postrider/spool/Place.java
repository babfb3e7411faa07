package org.postrider.spool;

/**
 * Where a record lies.
 *
 * @param offset of its header
 * @param length octets of its payload
 */
record Place(Segment segment, int offset, int length) {}
