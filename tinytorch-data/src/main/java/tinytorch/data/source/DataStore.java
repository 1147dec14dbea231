package tinytorch.data.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import tinytorch.data.source.DatasetState.Kind;

/** The datasets on this machine: looks at them, downloads what is missing, takes in what the user has brought. */
public final class DataStore {
    private final DataHome home;
    private final Downloader downloader;
    private final Transfer transfer;

    /**
     * @param downloader fetches what is not there; {@code null} to work offline
     * @param transfer   tells how far it is
     */
    DataStore(DataHome home, Downloader downloader, Transfer transfer) {
        this.home = home;
        this.downloader = downloader;
        this.transfer = transfer;
    }

    /** The user's datasets, with progress on the standard error stream; with {@code offline} nothing is downloaded. */
    public static DataStore ofUser(boolean offline) {
        return of(DataHome.ofUser(), offline);
    }

    /** The datasets of another folder. */
    public static DataStore of(DataHome home, boolean offline) {
        return new DataStore(home, offline ? null : Downloader.withProgress(), Transfer.onStandardError());
    }

    /** The folder that the datasets' folders are in. */
    public Path root() {
        return home.root();
    }

    /** Where a dataset is, or would be. */
    public Path folder(PublishedDataset dataset) {
        return home.dataset(dataset.folder());
    }

    /** What is there, judged by names and sizes: quick, and blind for a wrong byte. */
    public DatasetState look(PublishedDataset dataset) throws DataException {
        return state(dataset, false);
    }

    /** What is there, judged by every byte of it. */
    public DatasetState verify(PublishedDataset dataset) throws DataException {
        return state(dataset, true);
    }

    private DatasetState state(PublishedDataset dataset, boolean thorough) throws DataException {
        List<String> missing = new ArrayList<>();
        List<String> damaged = new ArrayList<>();
        for (RemoteFile file : dataset.files()) {
            Path path = folder(dataset).resolve(file.name());
            String problem = problem(file, path, thorough);
            if (!problem.isEmpty()) {
                (Files.exists(path) ? damaged : missing).add(path + " " + problem + ".");
            }
        }
        if (missing.size() == dataset.files().size()) {
            return new DatasetState(dataset, folder(dataset), Kind.ABSENT, List.of());
        }
        Kind kind = !damaged.isEmpty() ? Kind.DAMAGED : missing.isEmpty() ? Kind.PRESENT : Kind.INCOMPLETE;
        return new DatasetState(dataset, folder(dataset), kind, Stream.concat(damaged.stream(), missing.stream()).toList());
    }

    /** What is wrong with a file, as the end of a sentence; empty if it is what was published. */
    static String problem(RemoteFile file, Path path, boolean thorough) throws DataException {
        try {
            if (!Files.exists(path)) {
                return "is not there";
            }
            long size = Files.size(path);
            if (size != file.size()) {
                return "is damaged or not the published file (it has %,d bytes instead of %,d)".formatted(size, file.size());
            }
            return thorough && !file.matches(path) ? "is damaged or not the published file (its SHA-256 is another)" : "";
        } catch (IOException e) {
            throw new DataException("Can't read " + path + ": " + e.getMessage() + ".", e);
        }
    }

    /**
     * The folder of a dataset whose files are all there and right. What is not is downloaded; a damaged file is replaced only when a good one has come.
     *
     * @throws DataException if it can't be downloaded
     */
    public Path get(PublishedDataset dataset) throws DataException {
        for (RemoteFile file : dataset.files()) {
            get(dataset, file);
        }
        return folder(dataset);
    }

    /** One file of a dataset, as {@link #get(PublishedDataset)}. */
    Path get(PublishedDataset dataset, RemoteFile file) throws DataException {
        Path path = folder(dataset).resolve(file.name());
        String problem = problem(file, path, true);
        if (problem.isEmpty()) {
            return path;
        }
        if (downloader == null) {
            throw new DataException(path + " " + problem + ", and this run is offline.");
        }
        try {
            if (dataset.archive().isPresent()) {
                fetchArchive(dataset, dataset.archive().get());
            } else {
                downloader.download(file, path);
            }
        } catch (DataException e) {
            throw new DataException(path + " " + problem + ", and " + e.getMessage(), e);
        }
        return path;
    }

    /** Downloads the archive, unless it came already and only the unpacking failed, and unpacks it. */
    private void fetchArchive(PublishedDataset dataset, RemoteFile archive) throws DataException {
        Path path = folder(dataset).resolve(archive.name());
        try {
            if (!problem(archive, path, true).isEmpty()) {
                Downloader.requireSpace(Files.createDirectories(folder(dataset)), archive.size() + dataset.size() - Downloader.begun(path));
                downloader.download(archive, path);
            }
            new Intake(dataset, folder(dataset), transfer).unpack(path);
            Files.delete(path);
        } catch (DataException e) {
            throw e;
        } catch (IOException e) {
            throw new DataException("it can't be written to %s (%s); set TINYTORCH_DATA to a folder that can be written to.".formatted(folder(dataset), e), e);
        }
    }

    /**
     * Takes files that the user has got elsewhere: the dataset's archive, or its files, under any name; a folder stands for the files in it. They are
     * recognised by their bytes, and copied.
     *
     * @throws DataException if one of them is none of the dataset's
     */
    public void take(PublishedDataset dataset, List<Path> given) throws DataException {
        Intake intake = new Intake(dataset, folder(dataset), transfer);
        for (Path path : given) {
            intake.take(path);
        }
    }
}
