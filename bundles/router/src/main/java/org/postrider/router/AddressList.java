package org.postrider.router;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.postrider.api.message.Address;

/** Addresses as one text, separated by commas; a comma within a quoted local part separates nothing. */
final class AddressList {

    private AddressList() {}

    static String write(List<Address> addresses) {
        return addresses.stream().map(Address::toString).collect(Collectors.joining(","));
    }

    /** @throws IllegalArgumentException if the text is not a list of addresses */
    static List<Address> read(String text) {
        List<Address> addresses = new ArrayList<>();
        int start = 0;
        boolean quoted = false;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ',';
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                addresses.add(Address.parse(text.substring(start, i)));
                start = i + 1;
            }
        }
        if (quoted) {
            throw new IllegalArgumentException("the closing quote of a local part is missing");
        }
        return addresses;
    }
}
