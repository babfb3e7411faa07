package org.postrider.smtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeaderGaugeTest {

    @Test
    void measuresUpToTheEmptyLine() {
        String header = "Received: a\r\nreceived:b\r\n\tfolded\r\nRECEIVED: c\r\n"
                + "ReceivedX: d\r\nReceive: e\r\n Received: f\r\n\r\n";
        for (int at = 1; at < header.length(); at++) {
            if (header.charAt(at - 1) == '\r') {
                continue; // a decoder never cuts there
            }
            HeaderGauge gauge = new HeaderGauge();
            gauge.accept(java.nio.ByteBuffer.wrap(Pieces.latin1(header.substring(0, at))));
            gauge.accept(java.nio.ByteBuffer.wrap(Pieces.latin1(header.substring(at) + "Received: body\r\n")));
            assertThat(gauge.octets()).isEqualTo(header.length());
            assertThat(gauge.lines()).isEqualTo(7);
            assertThat(gauge.received()).isEqualTo(3);
        }
    }
}
