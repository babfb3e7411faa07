package org.postrider.plugins;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A small file of lines that is replaced as a whole: whoever reads it, also after a crash, reads the old or the new one. */
final class WholeFile {

    private WholeFile() {}

    static void write(Path path, List<String> lines) throws IOException {
        Path draft = path.resolveSibling(path.getFileName() + ".part");
        try {
            Files.write(draft, lines, StandardCharsets.UTF_8);
            PluginFolder.force(draft);
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            PluginFolder.force(path.getParent());
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
