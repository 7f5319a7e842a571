import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Stores what is in the jars of an archive without compression: a start need not inflate thousands of classes then, and the archive, which
 * compresses whole jars, becomes smaller. The argument is the archive.
 */
final class StoredJars {

    private StoredJars() {}

    public static void main(String[] arguments) throws IOException {
        // Times in archives are local: each machine writes the same.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        try (FileSystem archive = FileSystems.newFileSystem(Path.of(arguments[0]));
                Stream<Path> files = Files.list(archive.getPath("lib"))) {
            List<Path> jars = files.toList();
            for (Path jar : jars) {
                FileTime time = Files.getLastModifiedTime(jar);
                Files.write(jar, stored(Files.readAllBytes(jar)));
                Files.setLastModifiedTime(jar, time);
            }
        }
    }

    private static byte[] stored(byte[] jar) throws IOException {
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar));
                ZipOutputStream out = new ZipOutputStream(stored)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] content = in.readAllBytes();
                CRC32 sum = new CRC32();
                sum.update(content);
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTimeLocal(entry.getTimeLocal());
                copy.setMethod(ZipEntry.STORED);
                copy.setSize(content.length);
                copy.setCrc(sum.getValue());
                out.putNextEntry(copy);
                out.write(content);
            }
        }
        return stored.toByteArray();
    }
}
