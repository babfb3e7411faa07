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

/** The folder {@code deploy/}: what is in it comes back with the next start, unless its file gets another name. */
record DeployedFiles(Optional<Path> folder) {

    private static final Logger LOG = LoggerFactory.getLogger(DeployedFiles.class);
    private static final String ENDING = ".replaced"; // nothing that is deployed ends in this

    /** @param home the directory that the folder is in; without it there is none */
    static DeployedFiles of(Optional<String> home) {
        return new DeployedFiles(home.map(it -> Path.of(it, "deploy")));
    }

    /** Renames the file of a bundle, if it has one here. */
    void setAside(String location) {
        find(location).ifPresent(file -> {
            try {
                Files.move(file, file.resolveSibling(file.getFileName() + ENDING), StandardCopyOption.REPLACE_EXISTING);
            } catch (NoSuchFileException e) {
                LOG.debug("the file of the bundle is gone already", e);
            } catch (IOException e) {
                LOG.warn("{} cannot be renamed, its bundle will come back: {}", file, e.toString());
            }
        });
    }

    private Optional<Path> find(String location) {
        try {
            return folder.filter(it -> location.startsWith("file:"))
                    .filter(it -> Path.of(URI.create(location)).startsWith(it)).map(it -> Path.of(URI.create(location)));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // nothing that was deployed has such a location
        }
    }
}
