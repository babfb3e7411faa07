package org.postrider.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32C;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.net.ProxyHeader.Malformed;

class ProxyHeaderDecoderTest {

    private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";
    private static final String IPV4 = "c0000201c6336402d4310019";
    private static final String IPV6 = "20010db8000000000000000000000001" + "20010db8000000000000000000000002" + "d4310019";
    private static final List<byte[]> VALID = List.of(
            text("PROXY TCP4 192.0.2.1 198.51.100.2 54321 25\r\n"),
            text("PROXY TCP6 2001:db8::1 2001:db8::2 54321 25\r\n"),
            text("PROXY UNKNOWN\r\n"),
            binary("2111", IPV4),
            binary("2111", IPV4 + "04000a00000000000000000000"),
            binary("2121", IPV6),
            binary("2000", ""));

    @ParameterizedTest
    @CsvSource({
        "PROXY TCP4 192.0.2.1 198.51.100.2 54321 25, 192.0.2.1, 54321, 198.51.100.2, 25",
        "PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535, 255.255.255.255, 65535, 255.255.255.255, 65535",
        "PROXY TCP6 2001:db8::1 2001:db8::2 0 25, 2001:db8::1, 0, 2001:db8::2, 25",
        "PROXY TCP6 ::ffff:192.0.2.1 ::ffff:198.51.100.2 1 25, 192.0.2.1, 1, 198.51.100.2, 25",
    })
    void textTellsClientAndServer(String line, String client, int clientPort, String server, int serverPort) throws Malformed {
        assertThat(decode(text(line + "\r\n"))).contains(ProxyHeader.of(new Endpoints(
                new InetSocketAddress(client, clientPort), new InetSocketAddress(server, serverPort))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROXY UNKNOWN", "PROXY UNKNOWN ffff:f...f:ffff anything at all", "PROXY UNKNOWN "})
    void textMayNotKnow(String line) throws Malformed {
        assertThat(decode(text(line + "\r\n"))).contains(ProxyHeader.OF_ITSELF);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "EHLO client.example\r\n", "proxy TCP4 192.0.2.1 192.0.2.2 1 2\r\n", "PROXY  TCP4 192.0.2.1 192.0.2.2 1 2\r\n",
        "PROXY TCP4 192.0.2.1 192.0.2.2 1 2\n", "PROXY TCP4 192.0.2.1\r192.0.2.2 1 2\r\n", "PROXY UNKNOWNX\r\n",
        "PROXY TCP5 192.0.2.1 192.0.2.2 1 2\r\n", "PROXY TCP4 192.0.2.1 192.0.2.2 1\r\n",
        "PROXY TCP4 192.0.2.1 192.0.2.2 1 2 \r\n", "PROXY TCP4 192.0.2.1 192.0.2.2 1 2 3\r\n",
        "PROXY TCP4 192.0.2.256 192.0.2.2 1 2\r\n", "PROXY TCP4 192.0.2.01 192.0.2.2 1 2\r\n",
        "PROXY TCP4 192.0.2.1/32 192.0.2.2 1 2\r\n", "PROXY TCP4 ::1 192.0.2.2 1 2\r\n",
        "PROXY TCP6 192.0.2.1 ::1 1 2\r\n", "PROXY TCP6 fe80::1%eth0 ::1 1 2\r\n", "PROXY TCP6 [::1] ::1 1 2\r\n",
        "PROXY TCP4 192.0.2.1 192.0.2.2 65536 2\r\n", "PROXY TCP4 192.0.2.1 192.0.2.2 01 2\r\n",
        "PROXY TCP4 192.0.2.1 192.0.2.2 -1 2\r\n", "PROXY TCP4 192.0.2.1 192.0.2.2 1 99999999999\r\n",
        "PROXY TCP4 localhost 192.0.2.2 1 2\r\n"})
    void textOfAnotherFormIsRefused(String line) {
        refused(text(line));
    }

    @Test
    void textHas107OctetsAtMost() throws Malformed {
        assertThat(decode(text("PROXY UNKNOWN " + "x".repeat(91) + "\r\n"))).isPresent();
        refused(text("PROXY UNKNOWN " + "x".repeat(92) + "\r\n"));
        refused(text("PROXY UNKNOWN " + "x".repeat(93)));
    }

    @Test
    void binaryTellsClientAndServer() throws Malformed {
        Endpoints four = new Endpoints(new InetSocketAddress("192.0.2.1", 54321), new InetSocketAddress("198.51.100.2", 25));
        Endpoints six = new Endpoints(new InetSocketAddress("2001:db8::1", 54321), new InetSocketAddress("2001:db8::2", 25));
        assertThat(decode(binary("2111", IPV4))).contains(ProxyHeader.of(four));
        assertThat(decode(binary("2111", IPV4 + "04000a00000000000000000000" + "ee0000"))).contains(ProxyHeader.of(four));
        assertThat(decode(binary("2121", IPV6))).contains(ProxyHeader.of(six));
    }

    @Test
    void binaryOfTheProxyItselfCountsAsThatOfTheSocket() throws Malformed {
        for (byte[] header : List.of(binary("2000", ""), binary("2011", "00"), binary("20ff", "ffffff"), binary("2100", ""),
                binary("2131", "00".repeat(216)))) {
            assertThat(decode(header)).contains(ProxyHeader.OF_ITSELF);
        }
    }

    @Test
    void binaryOfAnotherFormIsRefused() {
        refused(binary("1111", IPV4)); // version
        refused(binary("2211", IPV4)); // command
        refused(binary("2112", IPV4)); // datagrams
        refused(binary("2141", IPV4)); // family
        refused(binary("2111", IPV4.substring(2)));
        refused(binary("2121", IPV4));
        refused(binary("2131", IPV4));
        refused(binary("2111", IPV4 + "04")); // extensions that are cut
        refused(binary("2111", IPV4 + "0400"));
        refused(binary("2111", IPV4 + "04000100000400ff"));
        refused(binary("2111", IPV4 + "20ffff" + "00".repeat(9)));
        refused(text("\r\n\r\n\0\r\nQUIT\r"));
    }

    @Test
    void binaryHas536OctetsAtMost() throws Malformed {
        String filler = "040201" + "00".repeat(513 - 8);
        assertThat(decode(binary("2111", IPV4 + "0401f9" + "00".repeat(505)))).isPresent();
        refused(binary("2111", IPV4 + filler + "040000"));
        refused(HexFormat.of().parseHex(SIGNATURE + "2111ffff"));
    }

    @Test
    void extensionsThatHoldExtensionsAreNotEntered() throws Malformed {
        StringBuilder nested = new StringBuilder();
        for (int left = 168; left > 0; left--) {
            nested.append("20").append(String.format("%04x", 3 * (left - 1))); // each lies within the one before
        }
        assertThat(decode(binary("2111", IPV4 + nested))).isPresent();
    }

    @Test
    void checksumCountsWhereThereIsOne() throws Malformed {
        byte[] header = binary("2111", IPV4 + "03000400000000");
        CRC32C sum = new CRC32C();
        sum.update(header);
        for (int i = 0; i < 4; i++) {
            header[header.length - 1 - i] = (byte) (sum.getValue() >> 8 * i);
        }
        assertThat(decode(header)).isPresent();
        header[16] ^= 1;
        refused(header);
        refused(binary("2111", IPV4 + "0300020000"));
    }

    @Test
    void cutAnywhereItIsTheSameAndNothingBehindItIsRead() throws Malformed {
        for (byte[] header : VALID) {
            for (int end = 0; end < header.length; end++) {
                ByteBuf part = Unpooled.wrappedBuffer(header, 0, end);
                assertThat(ProxyHeaderDecoder.decode(part)).isEmpty();
                assertThat(part.readableBytes()).isEqualTo(end);
            }
            ByteBuf more = Unpooled.wrappedBuffer(header, text("EHLO x\r\n"));
            assertThat(ProxyHeaderDecoder.decode(more)).isPresent();
            assertThat(more.toString(ISO_8859_1)).isEqualTo("EHLO x\r\n");
        }
    }

    /** P13: whatever comes is a header, part of one, or refused. */
    @Test
    void aThousandMalformedHeadersAreRefusedAndNothingElseHappens() {
        Random random = new Random(13);
        int refused = 0;
        for (int i = 0; i < 1000; i++) {
            byte[] header = mutated(VALID.get(i % VALID.size()).clone(), random);
            try {
                ByteBuf received = Unpooled.wrappedBuffer(header);
                Optional<ProxyHeader> found = ProxyHeaderDecoder.decode(received);
                assertThat(found.isPresent()).isEqualTo(received.readableBytes() < header.length);
            } catch (Malformed e) {
                refused++;
            }
        }
        System.out.println("PROXY: 1000 mutated headers, " + refused + " refused, no other exception");
        assertThat(refused).isGreaterThan(500);
    }

    private static byte[] mutated(byte[] header, Random random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            header[random.nextInt(header.length)] = (byte) random.nextInt();
        }
        int cut = random.nextInt(header.length);
        out.write(header, 0, cut);
        byte[] noise = new byte[random.nextInt(4)];
        random.nextBytes(noise);
        out.writeBytes(noise);
        out.write(header, cut, header.length - cut);
        return out.toByteArray();
    }

    private static Optional<ProxyHeader> decode(byte[] octets) throws Malformed {
        return ProxyHeaderDecoder.decode(Unpooled.wrappedBuffer(octets));
    }

    private static void refused(byte[] octets) {
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> decode(octets));
    }

    private static byte[] text(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static byte[] binary(String commandAndFamily, String rest) {
        return HexFormat.of().parseHex(SIGNATURE + commandAndFamily + String.format("%04x", rest.length() / 2) + rest);
    }
}
