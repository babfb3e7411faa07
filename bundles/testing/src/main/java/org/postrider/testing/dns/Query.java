package org.postrider.testing.dns;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A question as it arrived.
 *
 * @param id of the query
 * @param name in lower case, without trailing dot
 * @param type number of the type
 * @param tcp whether it came over TCP
 * @param client who asked
 */
public record Query(int id, String name, int type, boolean tcp, SocketAddress client) {

    static Query read(ByteBuffer in, boolean tcp, SocketAddress client) {
        int id = in.getShort() & 0xffff;
        in.position(12);
        StringBuilder name = new StringBuilder();
        for (int length = in.get(); length > 0; length = in.get()) {
            byte[] label = new byte[length];
            in.get(label);
            name.append(name.length() == 0 ? "" : ".").append(new String(label, StandardCharsets.US_ASCII));
        }
        return new Query(id, name.toString().toLowerCase(Locale.ROOT), in.getShort() & 0xffff, tcp, client);
    }
}
