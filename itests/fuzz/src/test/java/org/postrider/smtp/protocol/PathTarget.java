package org.postrider.smtp.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import org.postrider.api.message.Address;
import org.postrider.fuzz.Input;
import org.postrider.fuzz.Promise;
import org.postrider.mime.AddressList;

/** Paths of envelopes, addresses, and lists of them in headers. */
public final class PathTarget {

    private static final int LONGEST_PATH = 254;

    private PathTarget() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        String text = new Input(bytes).text();
        path("FROM:" + text);
        path("FROM:<" + text + ">");
        mailbox(text).ifPresent(PathTarget::everywhere);
        list(text).forEach(PathTarget::everywhere);
    }

    private static void path(String argument) {
        try {
            Path path = Path.parse(argument, "FROM:");
            path.address().ifPresent(PathTarget::everywhere);
        } catch (IllegalArgumentException e) {
            Promise.oneLine(e.getMessage()); // it goes to logs
        }
    }

    private static Optional<Address> mailbox(String text) {
        try {
            return Optional.of(Address.parse(text));
        } catch (IllegalArgumentException e) {
            Promise.oneLine(e.getMessage());
            return Optional.empty();
        }
    }

    private static List<Address> list(String text) {
        try {
            return AddressList.parse(text);
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    /** An address that one has read is read by all, and is the same. */
    private static void everywhere(Address address) {
        String written = address.toString();
        int octets = address.localPart().getBytes(StandardCharsets.UTF_8).length;
        Promise.oneLine(written);
        Promise.that(octets >= 1 && octets <= 64, "a local part has 1 to 64 octets", written);
        Promise.that(Address.parse(written).equals(address), "written and read it is the same", written);
        Promise.that(AddressList.parse(written).equals(List.of(address)), "a header reads it", written);
        Promise.that(AddressList.parse("x (y) <" + written + ">, " + written).equals(List.of(address, address)),
                "a list reads it", written);
        if (written.getBytes(StandardCharsets.UTF_8).length <= LONGEST_PATH) {
            Path path = Path.parse("TO:<" + written + "> A=b", "TO:");
            Promise.that(path.address().equals(Optional.of(address)), "an envelope reads it", written);
            Promise.that(path.rest().equals(" A=b"), "and knows where it ends", path);
        }
    }
}
