package org.postrider.spool;

/** What was asked of a {@link CrashFs}, in order. */
sealed interface DiskOperation {

    /** On the content of a file, whatever its name is at the time. */
    sealed interface OnContent extends DiskOperation {
        int inode();
    }

    /** On a name; durable when its directory was forced. */
    sealed interface OnName extends DiskOperation {
        String path();

        default String directory() {
            return CrashFs.parent(path());
        }
    }

    record Write(int inode, long position, byte[] bytes) implements OnContent {}

    record Truncate(int inode, long size) implements OnContent {}

    record Force(int inode) implements OnContent {}

    record Create(String path, int inode) implements OnName {}

    record MakeDirectory(String path) implements OnName {}

    record Rename(String from, String path) implements OnName {}

    record Delete(String path) implements OnName {}

    record ForceDirectory(String path) implements DiskOperation {}
}
