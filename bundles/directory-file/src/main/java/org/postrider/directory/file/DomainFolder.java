package org.postrider.directory.file;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import org.postrider.api.message.Domain;

/** The directory with the domain files. A file is replaced as a whole or not at all. */
final class DomainFolder {

    private static final String SUFFIX = ".domain";
    private static final Set<StandardOpenOption> REPLACE =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    /** What changes when a file changes. */
    record Stamp(long size, FileTime modified, String file) {}

    private final Path directory;

    /** @throws IOException if the directory is not there and cannot be made */
    DomainFolder(Path directory) throws IOException {
        this.directory = directory.toAbsolutePath().normalize();
        Path parent = this.directory.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (!Files.isDirectory(this.directory)) {
            FileAttribute<?> owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
            Files.createDirectory(this.directory, owner);
            force(parent);
        }
    }

    /** {@code example.org.domain}; the brackets and colons of an address literal become {@code %XX}. */
    static String fileName(Domain domain) {
        return URLEncoder.encode(domain.name(), StandardCharsets.UTF_8) + SUFFIX;
    }

    /** @throws DomainFileException if no domain has a file of this name */
    static Domain domain(String fileName) throws DomainFileException {
        String stem = fileName.substring(0, fileName.length() - SUFFIX.length());
        try {
            Domain domain = new Domain(URLDecoder.decode(stem, StandardCharsets.UTF_8));
            if (fileName(domain).equals(fileName)) {
                return domain;
            }
            throw new DomainFileException(DomainFileException.shown(fileName) + ": found the name of a domain in another "
                    + "form; allowed is " + fileName(domain));
        } catch (IllegalArgumentException e) {
            throw new DomainFileException(DomainFileException.shown(fileName)
                    + ": found a name that is no domain; allowed is e.g. example.org.domain (" + e.getMessage() + ")");
        }
    }

    /** The domain files by name. */
    Map<String, Stamp> scan() throws IOException {
        Map<String, Stamp> stamps = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "[!.]*" + SUFFIX)) {
            for (Path file : files) {
                try {
                    stamps.put(file.getFileName().toString(), stamp(file));
                } catch (NoSuchFileException e) {
                    // removed since the directory was read
                }
            }
        }
        return stamps;
    }

    private static Stamp stamp(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new Stamp(attributes.size(), attributes.lastModifiedTime(), Objects.toString(attributes.fileKey()));
    }

    Stamp stamp(String fileName) throws IOException {
        return stamp(directory.resolve(fileName));
    }

    /** @throws DomainFileException if the file is wrong; names the line and what is allowed */
    DomainFile read(String fileName) throws IOException, DomainFileException {
        Domain domain = domain(fileName);
        try {
            return DomainFile.parse(domain, fileName, text(fileName));
        } catch (CharacterCodingException e) {
            throw new DomainFileException(fileName + ": found octets that are no UTF-8; allowed is text in UTF-8");
        }
    }

    /** @throws CharacterCodingException if it is no UTF-8 */
    String text(String fileName) throws IOException {
        return Files.readString(directory.resolve(fileName));
    }

    boolean exists(String fileName) {
        return Files.exists(directory.resolve(fileName));
    }

    /** Replaces the file; it is on the disk when this returns. */
    void write(DomainFile file) throws IOException {
        replace(fileName(file.domain()), file.text());
    }

    /** The same for a file of any name; a new one belongs to its owner only. */
    void replace(String name, String text) throws IOException {
        Path target = directory.resolve(name);
        Path temporary = directory.resolve("." + name + ".tmp");
        try {
            writeForced(temporary, text);
            Files.setPosixFilePermissions(temporary,
                    Files.exists(target) ? Files.getPosixFilePermissions(target) : OWNER_ONLY);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        force(directory);
    }

    private static void writeForced(Path file, String text) throws IOException {
        FileAttribute<?> owner = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
        try (FileChannel channel = FileChannel.open(file, REPLACE, owner)) {
            ByteBuffer octets = StandardCharsets.UTF_8.encode(text);
            while (octets.hasRemaining()) {
                channel.write(octets);
            }
            channel.force(true);
        }
    }

    void delete(String fileName) throws IOException {
        Files.delete(directory.resolve(fileName));
        force(directory);
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
