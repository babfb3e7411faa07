package org.postrider.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.postrider.api.message.Part;

/** Public sets of well-formed and malformed messages; skipped where they are not beside the checkout. */
class ConformanceTest {

    private static List<Path> messages() throws IOException {
        Path folder = Path.of(System.getProperty("postrider.conformance", "absent"), "mime");
        Assumptions.assumeTrue(Files.isDirectory(folder), () -> "no messages in " + folder);
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".msg")).sorted().toList();
        }
    }

    @Test
    void everyMessageIsReadToItsEnd() throws IOException {
        List<Path> messages = messages();
        assertThat(messages).isNotEmpty();
        for (Path file : messages) {
            byte[] bytes = Files.readAllBytes(file);
            ParsedMessage message = Mail.of(bytes);
            assertThat(message.headers()).as(file.toString()).isNotNull();
            List<Part> parts = message.parts().toList();
            assertThat(parts).as(file.toString()).isNotEmpty();
            assertThat(parts.stream().mapToLong(p -> Mail.content(p).length()).sum()).as(file.toString())
                    .isLessThanOrEqualTo(bytes.length);
        }
    }
}
