package org.mfasender.local;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.mfasender.local.runtime.ManagedRuntime;

/**
 * Makes the AOT cache for the archive, and adds it. System properties: {@code project.root}; {@code aot.task}, where the archive is unpacked,
 * and {@code aot.bootstrap}, which starts the functions. A cache is only for what it was made with: by default for Lambda's image, in whose
 * container this has to run.
 */
public final class AotArchive {

    private AotArchive() {}

    /** Makes it, and ends the JVM. */
    public static void main(String[] arguments) {
        int status = 0;
        try {
            Path root = Path.of(System.getProperty("project.root", ".")).toAbsolutePath();
            Path task = Path.of(System.getProperty("aot.task", "/var/task"));
            Path bootstrap = Path.of(System.getProperty("aot.bootstrap", "/var/runtime/bootstrap"));
            add(root, task, bootstrap);
        } catch (IOException | InterruptedException | RuntimeException e) {
            System.err.println("There is no AOT cache: " + e);
            status = 1;
        }
        // DynamoDB Local leaves threads that would keep the process alive.
        System.exit(status);
    }

    /** Trains on the archive of the template, and adds the cache to it. */
    static void add(Path root, Path task, Path bootstrap) throws IOException, InterruptedException {
        try (DeployedSystem system = DeployedSystem.start(root, task, ManagedRuntime.of(bootstrap))) {
            AotTraining.train(system);
            Path archive = system.functions().getFirst().code();
            // Lambda runs functions as another user than the one who unpacks them.
            Set<PosixFilePermission> readable = PosixFilePermissions.fromString("rw-r--r--");
            try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("enablePosixFileAttributes", true))) {
                for (String name : AotTraining.FILES) {
                    Path entry = zip.getPath(name);
                    Files.copy(
                            task.resolve(name),
                            entry,
                            StandardCopyOption.REPLACE_EXISTING,
                            StandardCopyOption.COPY_ATTRIBUTES);
                    Files.setPosixFilePermissions(entry, readable);
                }
            }
        }
    }
}
