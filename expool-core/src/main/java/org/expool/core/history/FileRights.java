package org.expool.core.history;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Owner, group and permissions of a file. Immutable and thread-safe.
 *
 * @param attributes null where the file system has none
 */
record FileRights(@Nullable PosixFileAttributes attributes) {

    static FileRights of(Path file) throws IOException {
        PosixFileAttributeView view = view(file);
        return new FileRights(view == null ? null : view.readAttributes());
    }

    /** Applies them to a file of this user; owner and group stay as they are where the user may not change them. */
    void applyTo(Path file) throws IOException {
        PosixFileAttributeView view = view(file);
        PosixFileAttributes given = attributes;
        if (view != null && given != null) {
            PosixFileAttributes own = view.readAttributes();
            if (!own.group().equals(given.group())) {
                ignoringDenial(() -> view.setGroup(given.group()));
            }
            if (!own.owner().equals(given.owner())) {
                ignoringDenial(() -> view.setOwner(given.owner()));
            }
            view.setPermissions(
                    given.permissions()); // last, because the kernel may clear some with a change of the owner
        }
    }

    private interface Change {
        void make() throws IOException;
    }

    /** Ignores a denial: only a member can set a group, only root an owner. */
    private static void ignoringDenial(Change change) throws IOException {
        try {
            change.make();
        } catch (FileSystemException notAllowed) {
            // the permissions are applied to the present owner
        }
    }

    private static @Nullable PosixFileAttributeView view(Path file) {
        return Files.getFileAttributeView(file, PosixFileAttributeView.class);
    }
}
