package tinytorch.data.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import tinytorch.workbench.Format;

/**
 * Brings files that are on this machine into the folder of a dataset: they are recognised by their bytes, and nothing but the published files arrives.
 *
 * @param dataset  which
 * @param folder   its folder
 * @param transfer tells how far it is
 */
record Intake(PublishedDataset dataset, Path folder, Transfer transfer) {

    /** A file, or those of a folder that may be the dataset's. */
    void take(Path given) throws DataException {
        for (Path file : Files.isDirectory(given) ? candidates(given) : List.of(given)) {
            takeFile(file);
        }
    }

    private void takeFile(Path given) throws DataException {
        RemoteFile found = recognise(given);
        if (!dataset.files().contains(found)) {
            unpack(given);
            return;
        }
        try (InputStream in = Files.newInputStream(given)) {
            Arrival.place(found, in::read, folder.resolve(found.name()), given, transfer);
        } catch (DataException e) {
            throw e;
        } catch (IOException e) {
            throw new DataException("%s can't be read (%s).".formatted(given, e), e);
        }
    }

    private RemoteFile recognise(Path given) throws DataException {
        if (!Files.isRegularFile(given)) {
            throw new DataException("There is no file " + given + ".");
        }
        for (RemoteFile file : known()) {
            if (DataStore.problem(file, given, true).isEmpty()) {
                return file;
            }
        }
        throw new DataException("%s is none of the files of %s: %s. Its bytes decide, not its name.".formatted(given, dataset.name(), names(known())));
    }

    /** The files of a folder that have the size of one of the dataset's; what else lies there is left alone. */
    private List<Path> candidates(Path given) throws DataException {
        Set<Long> sizes = known().stream().map(RemoteFile::size).collect(Collectors.toSet());
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(given)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (sizes.contains(Files.size(file))) {
                    found.add(file);
                }
            }
        } catch (IOException e) {
            throw new DataException("%s can't be read (%s).".formatted(given, e), e);
        }
        if (found.isEmpty()) {
            throw new DataException("%s holds no file of %s.".formatted(given, dataset.name()));
        }
        return found;
    }

    /** Takes the dataset's files out of a tar archive compressed with gzip, and nothing else. */
    void unpack(Path archive) throws DataException {
        Set<RemoteFile> missing = new HashSet<>(dataset.files());
        try (InputStream raw = Files.newInputStream(archive); InputStream in = new BufferedInputStream(new GZIPInputStream(raw, 1 << 16), 1 << 16)) {
            Downloader.requireSpace(Files.createDirectories(folder), dataset.size());
            TarReader tar = new TarReader(in);
            for (TarReader.Entry entry = tar.next(); entry != null && !missing.isEmpty(); entry = tar.next()) {
                String name = entry.lastName();
                for (RemoteFile file : dataset.files()) {
                    if (entry.file() && name.equals(file.name()) && missing.remove(file)) {
                        Arrival.place(file, tar::read, folder.resolve(file.name()), archive, transfer);
                    }
                }
            }
        } catch (DataException e) {
            throw e;
        } catch (IOException e) {
            throw new DataException("%s can't be unpacked (%s).".formatted(archive, e.getMessage()), e);
        }
        if (!missing.isEmpty()) {
            throw new DataException("%s holds no %s.".formatted(archive, names(List.copyOf(missing))));
        }
    }

    private List<RemoteFile> known() {
        return Stream.concat(dataset.files().stream(), dataset.archive().stream()).toList();
    }

    private static String names(List<RemoteFile> files) {
        return files.stream().map(file -> file.name() + " (" + Format.bytes(file.size()) + ")").collect(Collectors.joining(", "));
    }
}
