package org.expool.core.history;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Whose a file is and who may do what with it. Immutable and thread-safe.
 *
 * @param attributes these; null where the system has no such thing
 */
record FileRights(@Nullable PosixFileAttributes attributes) {

    /** Those of a file. */
    static FileRights of(Path file) throws IOException {
        PosixFileAttributeView view = view(file);
        return new FileRights(view == null ? null : view.readAttributes());
    }

    /** Gives a file of this user the same; it stays his if he may not give it away. */
    void giveTo(Path file) throws IOException {
        PosixFileAttributeView view = view(file);
        PosixFileAttributes given = attributes;
        if (view != null && given != null) {
            PosixFileAttributes own = view.readAttributes();
            if (!own.group().equals(given.group())) {
                tryTo(() -> view.setGroup(given.group()));
            }
            if (!own.owner().equals(given.owner())) {
                tryTo(() -> view.setOwner(given.owner()));
            }
            view.setPermissions(given.permissions()); // the last, as the kernel may take some with the owner
        }
    }

    private interface Change {
        void make() throws IOException;
    }

    /** The group only of its members, the owner only the superuser can give. */
    private static void tryTo(Change change) throws IOException {
        try {
            change.make();
        } catch (FileSystemException notAllowed) {
            // the permissions are the same, and count for whose it is now
        }
    }

    private static @Nullable PosixFileAttributeView view(Path file) {
        return Files.getFileAttributeView(file, PosixFileAttributeView.class);
    }
}
