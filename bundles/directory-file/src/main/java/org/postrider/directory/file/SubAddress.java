package org.postrider.directory.file;

/**
 * Sub-addresses: {@code joe+shop} is a name of {@code joe}.
 *
 * @param separator one character, or empty if there are no sub-addresses
 */
record SubAddress(String separator) {

    /** The part before the separator; the whole key if there is none or nothing before it. */
    String account(String key) {
        int at = separator.isEmpty() ? -1 : key.indexOf(separator);
        return at <= 0 ? key : key.substring(0, at);
    }
}
