package org.postrider.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What is fuzzed: the parsers of everything that peers send. */
enum Target {

    COMMAND("smtp.protocol.CommandTarget", 6_000,
            List.of("  NOOP\r\nEHLO c.example\r\n", "  MAIL FROM:<a@b>\r\n", "  a\rb\r\n\nc\r\n", "  BDAT 10 LAST\r\n"),
            List.of("\r\n", "\r", "\n", "\0", "EHLO ", "BDAT ", " LAST", "\u00e9")),
    PATH("smtp.protocol.PathTarget", 15_000,
            List.of("a@b.example", "\"a@b\"@c.example", "\"\\\"\\\\\"@c.example", "<@a,@b:c@[IPv6:2001:db8::1]> X=y",
                    "Joe (a (b)) <joe@[192.0.2.1]>, \"x, y\" <z@b.example>", "group: a@b, c@d;", "\u00fc@\u00fc.example",
                    "a@xn--tda.example"),
            List.of("@", "<", ">", "\"", "\\", "(", ")", ":", ",", ";", "[", "]", ".", "[IPv6:", "::", "xn--", "\r\n ",
                    "\u00fc", "\u3002", "\u00df", "\u200d")),
    PARAMETERS("smtp.protocol.ParametersTarget", 15_000,
            List.of("SIZE=100 BODY=8BITMIME SMTPUTF8", "RET=FULL ENVID=a+20b", "NOTIFY=SUCCESS,DELAY ORCPT=rfc822;a+2Bb@c",
                    "ORCPT=utf-8;\u00fc@c", "ADDR=IPV6:2001:db8::1 NAME=[UNAVAILABLE] LOGIN=a@b PROTO=ESMTP PORT=25"),
            List.of("=", " ", "+", ";", ",", "+3D", "rfc822;", "utf-8;", "NEVER", "SUCCESS", "FAILURE", "DELAY", "ADDR=",
                    "[TEMPUNAVAIL]", "HELO=", "DESTADDR=", "IPV6:")),
    BODY("smtp.protocol.BodyTarget", 15_000,
            List.of("\0\0\0\u0004  abcdefgh", "\0\0    Subject: x\r\n\r\n..\r\n.\r\nNOOP", "\0\u0001\0\u0005  a\r\nb\rcd\ne",
                    "\0\u0002\0\u0005  a\r\n\r\nb\rcd\ne"),
            List.of("\r\n.\r\n", "\r\n", "\n.\n", "\r.\r", ".", "\r\n..")),
    SESSION("smtp.protocol.SessionTarget", 4_000,
            List.of("\0\u0001\0\0EHLO c\r\nMAIL FROM:<a@b> SIZE=1 RET=HDRS\r\nRCPT TO:<c@d> NOTIFY=NEVER\r\nBDAT 3\r\nabcBDAT 2 LAST\r\n\r\n",
                    "\0\0\0\u0008EHLO c\r\nMAIL FROM:<> SMTPUTF8 BODY=BINARYMIME\r\nRCPT TO:<\u00fc@d>\r\nDATA\r\nx\r\n.\r\n",
                    "\0\u0003\0\u0008LHLO c\r\nXCLIENT ADDR=192.0.2.1 HELO=a PROTO=ESMTP\r\nHELP MAIL\r\nVRFY x\r\nQUIT\r\n"),
            List.of("\r\n", "EHLO c\r\n", "LHLO c\r\n", "MAIL FROM:<a@b>", "RCPT TO:<c@d>\r\n", "DATA\r\n", "BDAT 1",
                    " LAST\r\n", ".\r\n", "RSET\r\n", " SMTPUTF8", " BODY=BINARYMIME", " RET=", " ENVID=", " NOTIFY=",
                    " ORCPT=", "XCLIENT ", "XFORWARD ", "ADDR=", "HELP ", "STARTTLS\r\n", "AUTH PLAIN\r\n")),
    BASE64("smtp.protocol.Base64Target", 50_000,
            List.of("AGFubgBzZWNyZXQ=", "YQ==", "YR==", "YWI=", "*"), List.of("=", "==", "+/", "\0", "A")),
    SASL("sasl.SaslTarget", 8_000,
            List.of("\0\0\0ann@example.org\0secret", "\0\u0001ann@example.org\0\0secret",
                    "\0\u0002n,,n=ann@example.org,r=client\0\0c=biws,r=clientserver,p=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                    "\0\u0003p=tls-server-end-point,a=b,n=a=2Cb=3D,r=c\0\0c=,r=cserver,p="),
            List.of("\0\0", "\0", "n,,", "y,,", "p=tls-server-end-point,", "n=", ",r=", "c=biws", ",p=", "=2C", "=3D", "a=",
                    "\u00ad", "\u00a0", "\u00aa", "\u0627", "\u2168")),
    PROXY("net.ProxyTarget", 8_000,
            List.of("\0\0PROXY TCP4 192.0.2.1 198.51.100.1 56324 25\r\n", "\0\1 6 2001:db8::1 ::1 1 2\r\n",
                    "\0\0PROXY UNKNOWN x\r\n", "\0\2\u0011\0\u000c\u00c0\0\2\1\u00c0\0\2\2\1\1\0\u0019",
                    "\0\2\u0011\0\u0013\u00c0\0\2\1\u00c0\0\2\2\1\1\0\u0019\3\0\4abcd"),
            List.of("TCP4", "TCP6", "UNKNOWN", "\r\n", "::ffff:192.0.2.1", " 0 65535", "\3\0\4")),
    REPLY("smtp.protocol.client.ReplyTarget", 8_000,
            List.of("  220 mx.example ESMTP\r\n", "  250-mx.example\r\n250-SIZE 1000\r\n250 PIPELINING\r\n",
                    "  550-5.1.1 a\r\n550 5.1.1 b\r\n250\n421 4.3.2 x\r\n"),
            List.of("\r\n", "\n", "250-", "250 ", "550 5.1.1 ", "SIZE ", "SIZE=", "2.0.0 ", "\u2028", "\u00ad", "\0"));

    private final String name;
    private final int runs;
    private final List<String> seeds;
    private final List<String> words;

    Target(String name, int runs, List<String> seeds, List<String> words) {
        this.name = "org.postrider." + name;
        this.runs = runs;
        this.seeds = seeds;
        this.words = words;
    }

    String className() {
        return name;
    }

    /** Inputs that a build gives it, some seconds' worth. */
    int runs() {
        return runs;
    }

    /** What it begins with. */
    List<byte[]> seeds() {
        return seeds.stream().map(Target::bytes).toList();
    }

    /** What it puts into inputs, one word a line as libFuzzer reads it. */
    List<String> dictionary() {
        return words.stream().map(word -> {
            StringBuilder line = new StringBuilder("\"");
            for (byte octet : bytes(word)) {
                line.append(String.format("\\x%02x", octet));
            }
            return line.append('"').toString();
        }).toList();
    }

    /** Letters beyond ASCII in UTF-8, where text is read; octets elsewhere. */
    private static byte[] bytes(String text) {
        return text.getBytes(text.startsWith("\0\2") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }
}
