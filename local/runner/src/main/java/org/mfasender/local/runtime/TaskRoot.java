package org.mfasender.local.runtime;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** What stands for {@code /var/task}. */
public final class TaskRoot {

    private TaskRoot() {}

    /** Unpacks an archive into an empty folder, with the times and permissions of its files; returns the folder. */
    public static Path unpack(Path zip, Path folder) throws IOException {
        try (FileSystem archive = FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", true));
                Stream<Path> files = Files.walk(archive.getPath("/"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                copy(file, folder);
            }
        }
        return folder;
    }

    private static void copy(Path file, Path folder) throws IOException {
        Path target = folder.resolve(file.toString().substring(1)).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("The archive has a file outside of its folder: " + file);
        }
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (!permissions.isEmpty()) {
            Files.setPosixFilePermissions(target, permissions);
        }
    }

    /** The jars below {@code lib}, in the order of their names. */
    public static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("lib"))) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }
}
