package org.postrider.mime;

/**
 * Where a part lies.
 *
 * @param start offset of the first octet of its body in the message
 * @param end offset behind the last
 */
record Leaf(Entity entity, long start, long end) {}
