package org.postrider.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The deploy/ of a server, used as the guide says: under another name until the file is whole. */
record DeployFolder(Path directory) {

    static DeployFolder of(PostriderServer server) {
        return new DeployFolder(server.home().resolve("deploy"));
    }

    /** Puts the jar of an example there; on return it counts. */
    void dropExample(String example) {
        try {
            drop(example + ".jar", Files.readAllBytes(jar(example)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void drop(String name, byte[] jar) {
        try {
            Path part = Files.write(directory.resolve(name + ".part"), jar);
            Files.move(part, directory.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void remove(String name) {
        try {
            Files.delete(directory.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The jar of an example, as it was built. */
    static Path jar(String example) {
        return Path.of(System.getProperty("postrider.examples"), example + "-example", "target",
                "org.postrider.example." + example + "-" + System.getProperty("postrider.version") + ".jar");
    }
}
