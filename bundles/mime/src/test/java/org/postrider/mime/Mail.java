package org.postrider.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.postrider.api.message.Part;

/** Messages for tests: text blocks, whose lines become CRLF lines. */
final class Mail {

    private Mail() {}

    static ParsedMessage of(String text) {
        return of(text.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    static ParsedMessage of(byte[] bytes) {
        return new ParsedMessage(bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    static List<String> contents(ParsedMessage message) {
        return message.parts().map(Mail::content).toList();
    }

    static String content(Part part) {
        try (InputStream in = part.open()) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
