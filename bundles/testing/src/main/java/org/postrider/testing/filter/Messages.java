package org.postrider.testing.filter;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import org.postrider.api.message.Message;
import org.postrider.mime.ParsedMessage;

/** Messages for tests. */
public final class Messages {

    private Messages() {}

    /** A message with these lines, each of which is given CRLF. */
    public static Message of(String text) {
        return of(text.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** A message of exactly these bytes. */
    public static Message of(byte[] bytes) {
        return new ParsedMessage(bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    /** What comes in from the Internet, by what is wrong with it. Some of it is beyond the limits of parsing. */
    public static Map<String, Message> garbage() {
        Map<String, Message> garbage = new LinkedHashMap<>();
        garbage.put("empty", of(""));
        garbage.put("only an empty line", of("\n"));
        garbage.put("no header", of("just text, and no header at all"));
        garbage.put("header without end", of("Subject: x"));
        garbage.put("header without colon", of("Subject x\nFrom\n\nbody\n"));
        garbage.put("all octets", of(octets()));
        garbage.put("NUL and bare CR", of("Subject: a\0b\rc\n\n\0\r\0\n"));
        garbage.put("multipart without boundary", of("Content-Type: multipart/mixed\n\n--\n--x--\n"));
        garbage.put("multipart without end", of("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b\n"));
        garbage.put("broken base64", of("Content-Transfer-Encoding: base64\n\n=A=!!\n====\nZg\n"));
        garbage.put("broken quoted-printable", of("Content-Transfer-Encoding: quoted-printable\n\n=\n=Z=4\n="));
        garbage.put("unknown character set", of("Subject: =?x-none?B?zzz?=\nContent-Type: a/b; charset=no\n\nx"));
        garbage.put("broken addresses", of("From: <<@>,,;;\nTo: \"\nSender:\nReply-To: @\n\nx\n"));
        garbage.put("long line", of("Subject: x\n\n" + "x".repeat(1_000_000)));
        garbage.put("too many fields", of("A: b\n".repeat(2_000) + "\n"));
        garbage.put("too long a header", of("A: " + "b".repeat(200_000) + "\n\n"));
        garbage.put("too many parts", of("Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\n\n".repeat(2_000)));
        return garbage;
    }

    private static byte[] octets() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }
}
