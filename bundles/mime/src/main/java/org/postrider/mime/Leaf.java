package org.postrider.mime;

/**
 * Where a part lies.
 *
 * @param head offset of the first octet of its header
 * @param start offset of the first octet of its body in the message
 * @param end offset behind the last
 */
record Leaf(Entity entity, long head, long start, long end) {}
