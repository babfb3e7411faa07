package org.postrider.generations;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder {@code deploy/}: what is in it comes back with the next start. Under whatever name; so it has to leave.
 *
 * @param home the directory that the folder is in; without it there is none
 */
record DeployedFiles(Optional<Path> home) {

    private static final Logger LOG = LoggerFactory.getLogger(DeployedFiles.class);
    private static final String ENDING = ".replaced";

    static DeployedFiles of(Optional<String> home) {
        return new DeployedFiles(home.map(Path::of));
    }

    /** Moves the file of a bundle to {@code upgrades/}, if it has one here. */
    void setAside(String location) {
        find(location).ifPresent(file -> {
            try {
                Path aside = Files.createDirectories(home.orElseThrow().resolve("upgrades"));
                Files.move(file, aside.resolve(file.getFileName() + ENDING), StandardCopyOption.REPLACE_EXISTING);
            } catch (NoSuchFileException e) {
                LOG.debug("the file of the bundle is gone already", e);
            } catch (IOException e) {
                LOG.warn("{} cannot be moved away, its bundle will come back: {}", file, e.toString());
            }
        });
    }

    private Optional<Path> find(String location) {
        try {
            return home.map(it -> it.resolve("deploy")).filter(it -> location.startsWith("file:"))
                    .filter(it -> Path.of(URI.create(location)).startsWith(it)).map(it -> Path.of(URI.create(location)));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // nothing that was deployed has such a location
        }
    }
}
