package org.postrider.smtp.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.postrider.fuzz.Input;
import org.postrider.fuzz.Promise;

/** The lines of a login. */
public final class Base64Target {

    private Base64Target() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        String line = new String(new Input(bytes).rest(), StandardCharsets.ISO_8859_1);
        StrictBase64.decode(line).ifPresent(octets -> {
            Promise.oneLine(line);
            Promise.that(Base64.getEncoder().encodeToString(octets).equals(line), "there is one way to write it", line);
        });
        String written = Base64.getEncoder().encodeToString(bytes);
        Promise.that(StrictBase64.decode(written).filter(octets -> java.util.Arrays.equals(octets, bytes)).isPresent(),
                "written and read it is the same", written);
    }
}
