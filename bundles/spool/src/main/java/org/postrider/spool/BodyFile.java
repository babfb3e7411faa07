package org.postrider.spool;

/**
 * The file that the content of a big message is in.
 *
 * @param length octets of the file
 * @param skip octets at its start that are not part of the message; the head in the record stands for them
 * @param sha256 of the whole file
 */
record BodyFile(long length, long skip, byte[] sha256) {

    static final int HASH_OCTETS = 32;
}
