package tinytorch.course.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import tinytorch.course.SkeletonFile;

class ArchivesTest {
    @TempDir
    Path folder;

    private static SortedMap<String, SkeletonFile> files() {
        SortedMap<String, SkeletonFile> files = new TreeMap<>();
        files.put("a/tito", new SkeletonFile("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8), true));
        files.put("a/" + "deep/".repeat(40) + "Übung.java", new SkeletonFile(new byte[1000], false));
        files.put("a/empty", new SkeletonFile(new byte[0], false));
        files.put("b", new SkeletonFile(new byte[512], false));
        return files;
    }

    private static byte[] tarGz() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TarGz.write(files(), out);
        return out.toByteArray();
    }

    private static Map<String, byte[]> read(Path source) {
        return Archives.read(source, _ -> true);
    }

    @Test
    void whatIsWrittenIsReadAgainAndTheSameFilesGiveTheSameBytes() throws IOException {
        Path archive = Files.write(folder.resolve("x.tar.gz"), tarGz());
        Map<String, byte[]> read = read(archive);
        assertThat(read.keySet()).isEqualTo(files().keySet());
        files().forEach((path, file) -> assertThat(read.get(path)).isEqualTo(file.content()));
        assertThat(tarGz()).isEqualTo(tarGz());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its tar knows no modes")
    void theSystemsTarUnpacksItWithTheModes() throws Exception {
        Files.write(folder.resolve("x.tar.gz"), tarGz());
        Process tar = new ProcessBuilder("tar", "xf", "x.tar.gz").directory(folder.toFile()).inheritIO().start();
        assertThat(tar.waitFor()).isZero();
        assertThat(folder.resolve("a/tito")).isExecutable();
        assertThat(Files.isExecutable(folder.resolve("b"))).isFalse();
        assertThat(read(folder).keySet()).contains("a/tito", "b", "a/empty").hasSize(5);
    }

    @Test
    void theSystemsTarIsReadToo() throws Exception {
        Files.createDirectories(folder.resolve("in"));
        String longName = "long".repeat(40) + ".java";
        Files.writeString(folder.resolve("in").resolve(longName), "text");
        for (String format : new String[] {"gnu", "pax", "ustar"}) {
            Process tar = new ProcessBuilder("tar", "cf", format + ".tar", "--format=" + format, "in").directory(folder.toFile()).start();
            if (tar.waitFor() == 0) {   // ustar has no name this long, and some systems' tar has another option
                assertThat(read(folder.resolve(format + ".tar"))).containsOnlyKeys("in/" + longName);
            }
        }
    }

    @Test
    void namesThatLeadOutAreRefusedHoweverTheyAreWritten() throws IOException {
        for (String name : new String[] {"../../outside.java", "/etc/passwd", "C:\\windows\\x", "a\\..\\..\\b", "a/../../b"}) {
            assertThatExceptionOfType(ArchiveException.class).as(name).isThrownBy(() -> read(zip(name, 1))).withMessageContaining("leads out");
        }
        assertThat(folder.resolveSibling("outside.java")).doesNotExist();
    }

    @Test
    void bombsAreStoppedBeforeTheyFillTheMemory() throws IOException {
        Path bomb = folder.resolve("bomb.tar.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
            SortedMap<String, SkeletonFile> files = new TreeMap<>();
            files.put("Huge.java", new SkeletonFile(new byte[5 << 20], false));
            TarGz.write(files, out);   // zipped twice: not a tar
        }
        assertThatExceptionOfType(ArchiveException.class).isThrownBy(() -> read(bomb)).withMessageContaining("can't be read");
        assertThatExceptionOfType(ArchiveException.class).isThrownBy(() -> read(zip("Huge.java", 5 << 20))).withMessageContaining("too large");
        assertThat(Archives.read(zip("Huge.class", 5 << 20), path -> path.endsWith(".java"))).isEmpty();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need rights there")
    void linksArePassedOver() throws Exception {
        Path secret = Files.writeString(folder.resolve("Secret.java"), "secret");
        Path in = Files.createDirectories(folder.resolve("in"));
        Files.createSymbolicLink(in.resolve("Link.java"), secret);
        Files.createSymbolicLink(in.resolve("up"), folder);
        Files.writeString(in.resolve("Own.java"), "own");
        assertThat(read(in)).containsOnlyKeys("Own.java");
        assertThat(new ProcessBuilder("tar", "czf", "in.tgz", "in").directory(folder.toFile()).start().waitFor()).isZero();
        assertThat(read(folder.resolve("in.tgz"))).containsOnlyKeys("in/Own.java");
    }

    @Test
    void whatIsNoArchiveIsToldSo() throws IOException {
        for (String name : new String[] {"x.zip", "x.tar", "x.tgz"}) {
            Path file = Files.write(folder.resolve(name), new byte[] {1, 2, 3, 4, 5});
            if (!name.equals("x.tar")) {   // five bytes are no block: an empty tar
                assertThatExceptionOfType(ArchiveException.class).as(name).isThrownBy(() -> read(file)).withMessageContaining("can't be read");
            }
        }
        assertThat(Archives.ending("Ada Lovelace.TAR.GZ")).isEqualTo(".tar.gz");
        assertThat(Archives.ending("notes.txt")).isEmpty();
    }

    private Path zip(String name, int size) throws IOException {
        Path file = folder.resolve("made.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(new byte[size]);
            zip.closeEntry();
        }
        return file;
    }
}
