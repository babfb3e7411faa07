package org.postrider.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.0, true",
        "192.0.2.0/24, 192.0.2.255, true",
        "192.0.2.0/24, 192.0.3.0, false",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.6, false",
        "0.0.0.0/0, 255.255.255.255, true",
        "0.0.0.0/0, ::1, false",
        "::/0, 2001:db8::1, true",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::, false",
        "2001:db8::/33, 2001:db8:8000::, false",
        "::1, ::1, true",
    })
    void containsWhatSharesThePrefix(String network, String address, boolean expected) throws Exception {
        assertThat(Network.parse(network).contains(InetAddress.getByName(address))).isEqualTo(expected);
    }

    @Test
    void mappedIpv4IsIpv4InTheNetworkAndInTheAddress() throws Exception {
        assertThat(Network.parse("::ffff:10.0.0.0/104")).isEqualTo(Network.parse("10.0.0.0/8"));
        assertThat(Network.parse("::ffff:10.1.2.3")).isEqualTo(Network.parse("10.1.2.3/32"));
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 9, 8, 7};
        InetAddress six = Inet6Address.getByAddress("", mapped, -1);
        assertThat(six).isInstanceOf(Inet6Address.class);
        assertThat(Network.parse("10.0.0.0/8").contains(six)).isTrue();
        assertThat(Network.parse("::/0").contains(six)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/08", "10/8",
        "10.0.0/24", "10.0.0.256", "010.0.0.1", "10.0.0.00", "1.2.3.4/8", "2001:db8::1/32", "::/129", "::ffff:0:0/90",
        "::1%lo", "[::1]", "localhost", "mail.example.org/24", "10.0.0.0/8 ", " 10.0.0.0/8", "10.0.0.0/8/8", ":::", "1::2::3"})
    void refusesWhatIsNoNetwork(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Network.parse(text)).withMessageMatching(".*(network|prefix).*");
    }

    @Test
    void aClientIsAnAddressOrASixtyFour() throws Exception {
        assertThat(Network.around(InetAddress.getByName("192.0.2.77"), 32, 64)).hasToString("192.0.2.77/32");
        assertThat(Network.around(InetAddress.getByName("2001:db8:1:2:3:4:5:6"), 32, 64))
                .isEqualTo(Network.parse("2001:db8:1:2::/64"));
    }

    @Test
    void saysWhichNetworkWasMeant() {
        assertThatIllegalArgumentException().isThrownBy(() -> Network.parse("10.1.2.3/8"))
                .withMessage("10.1.2.3/8 has bits beyond its prefix; the network is 10.0.0.0/8");
    }

    @Test
    void agreesWithArithmeticOnRandomNetworks() throws Exception {
        Random random = new Random(20261121);
        for (int i = 0; i < 20_000; i++) {
            byte[] octets = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(octets);
            int bits = octets.length * 8;
            int prefix = random.nextInt(bits + 1);
            BigInteger host = BigInteger.ONE.shiftLeft(bits - prefix);
            BigInteger first = new BigInteger(1, octets).divide(host).multiply(host);
            Network network = Network.parse(InetAddress.getByAddress(bytes(first, octets.length)).getHostAddress() + "/" + prefix);
            BigInteger last = first.add(host).subtract(BigInteger.ONE);

            assertThat(Network.parse(network.toString())).isEqualTo(network);
            assertThat(network.contains(InetAddress.getByAddress(octets))).isTrue();
            assertThat(network.contains(InetAddress.getByAddress(bytes(last, octets.length)))).isTrue();
            if (last.bitLength() <= bits && last.add(BigInteger.ONE).bitLength() <= bits) {
                byte[] beyond = bytes(last.add(BigInteger.ONE), octets.length);
                assertThat(network.contains(InetAddress.getByAddress(beyond))).isFalse();
            }
        }
    }

    @Test
    void randomTextIsReadOrRefusedAndNothingElse() {
        Random random = new Random(7);
        String alphabet = "0123456789abcdefF:./%[] -x";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(24); n > 0; n--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                Network network = Network.parse(text.toString());
                assertThat(network.contains(network.address())).as(text.toString()).isTrue();
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    private static byte[] bytes(BigInteger value, int length) {
        byte[] raw = value.toByteArray();
        byte[] octets = new byte[length];
        int count = Math.min(raw.length, length);
        System.arraycopy(raw, raw.length - count, octets, length - count, count);
        return octets;
    }
}
