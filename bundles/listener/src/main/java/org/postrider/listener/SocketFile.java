package org.postrider.listener;

import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.regex.Pattern;

/** Where a listener has its Unix domain socket, and who may connect to it. Equal if both are. */
final class SocketFile extends SocketAddress {

    private static final long serialVersionUID = 1L;
    /** What unix(7) has room for, less the name of the folder in which the socket is made. */
    private static final int MAX_OCTETS = 107 - FreshSocket.FOLDER_OCTETS;
    private static final Pattern MODE = Pattern.compile("0?[0-7]{3}");

    private final String path;
    private final String permissions;

    private SocketFile(Path path, String permissions) {
        this.path = path.toString();
        this.permissions = permissions;
    }

    /**
     * @param home what a relative path is relative to
     * @param mode three octal digits, and maybe a zero before them
     * @throws IllegalArgumentException if a value is not allowed; the message says which
     */
    static SocketFile of(Path home, String file, String mode) {
        if (!MODE.matcher(mode).matches()) {
            throw new IllegalArgumentException("socketMode is \"" + mode + "\"; allowed is 000 to 777 in octal, e.g. 0660");
        }
        return new SocketFile(path(home, file), permissions(Integer.parseInt(mode, 8)));
    }

    private static Path path(Path home, String file) {
        Path path;
        try {
            path = home.resolve(file).toAbsolutePath().normalize();
        } catch (IllegalArgumentException e) { // an invalid path is one
            throw new IllegalArgumentException("socket: " + e.getMessage(), e);
        }
        int octets = path.toString().getBytes(StandardCharsets.UTF_8).length;
        if (octets > MAX_OCTETS) {
            throw new IllegalArgumentException("socket is " + path + ", which has " + octets + " octets; allowed is at most "
                    + MAX_OCTETS);
        }
        if (path.getFileName() == null) {
            throw new IllegalArgumentException("socket is \"" + file + "\"; allowed is the path of a file");
        }
        return path;
    }

    private static String permissions(int mode) {
        StringBuilder text = new StringBuilder();
        for (int bit = 8; bit >= 0; bit--) {
            text.append((mode >> bit & 1) == 1 ? "xwr".charAt(bit % 3) : '-');
        }
        return text.toString();
    }

    /** Absolute. */
    Path path() {
        return Path.of(path);
    }

    Set<PosixFilePermission> permissions() {
        return PosixFilePermissions.fromString(permissions);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SocketFile file && path.equals(file.path) && permissions.equals(file.permissions);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    @Override
    public String toString() {
        return path;
    }
}
