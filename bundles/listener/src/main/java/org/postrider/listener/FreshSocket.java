package org.postrider.listener;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of a Unix domain socket on its way to its place. It is made in a folder that only we may enter, gets its
 * permissions there and is then renamed: nobody can connect before they are right, and one that is replaced answers until
 * then.
 */
final class FreshSocket {

    private static final Logger LOG = LoggerFactory.getLogger(FreshSocket.class);
    private static final int NAME_DIGITS = 6;
    /** What the folder adds to the path: slash, dot, name. */
    static final int FOLDER_OCTETS = 2 + NAME_DIGITS;
    private static final int TYPE = 0170000; // stat(2)
    private static final int SOCKET = 0140000;

    private final SocketFile target;
    private final Path folder;

    private FreshSocket(SocketFile target, Path folder) {
        this.target = target;
        this.folder = folder;
    }

    /**
     * Makes the folders that are needed.
     *
     * @param own the identity of a file that may be replaced although it answers; null for none
     * @throws IOException if they cannot be made, or something else is in the place
     */
    static FreshSocket of(SocketFile target, Object own) throws IOException {
        Path parent = target.path().getParent();
        if (!Files.isDirectory(parent)) { // which may be a link, to what createDirectories would refuse
            Files.createDirectories(parent);
        }
        requireFree(target.path(), own);
        int name = ThreadLocalRandom.current().nextInt(1 << 4 * NAME_DIGITS);
        Path folder = parent.resolve("." + HexFormat.of().toHexDigits(name, NAME_DIGITS));
        Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return new FreshSocket(target, folder);
    }

    /** Where the socket is to be bound. */
    Path path() {
        return folder.resolve(target.path().getFileName());
    }

    /** Puts the socket, which is bound, into its place, and returns the identity of its file. */
    Object publish(Object own) throws IOException {
        Files.setPosixFilePermissions(path(), target.permissions());
        Object identity = identity(path());
        requireFree(target.path(), own);
        Files.move(path(), target.path(), StandardCopyOption.ATOMIC_MOVE);
        return identity;
    }

    /** Leaves nothing behind but what is in its place. */
    void discard() {
        try {
            Files.deleteIfExists(path());
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            LOG.warn("{} could not be removed: {}", folder, e.toString());
        }
    }

    /** Removes the file of a socket that is closed, unless another has taken its place. */
    static void remove(SocketFile file, Object identity) {
        try {
            if (identity.equals(identity(file.path()))) {
                Files.delete(file.path());
            }
        } catch (NoSuchFileException e) {
            LOG.debug("{} has gone already", file);
        } catch (IOException e) {
            LOG.warn("{} could not be removed: {}", file, e.toString());
        }
    }

    private static Object identity(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey();
    }

    /** A socket that a process has left behind when it was killed is in nobody's way. */
    private static void requireFree(Path path, Object own) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (((int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & TYPE) != SOCKET) {
            throw new IOException("there is a file that is no socket; it is left alone");
        }
        if (!identity(path).equals(own) && answers(path)) {
            throw new IOException("the address is in use: another program answers there");
        }
    }

    /** Whether a process listens, or may: only a refusal says that none does. Does not wait. */
    private static boolean answers(Path path) throws IOException {
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            probe.configureBlocking(false);
            probe.connect(UnixDomainSocketAddress.of(path));
            return true;
        } catch (ConnectException e) {
            return false;
        }
    }
}
