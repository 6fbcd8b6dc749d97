package org.expool.tests.topology;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.expool.CpuTopology;
import org.expool.linux.topology.HwlocTopologyProvider;
import org.expool.linux.topology.SysfsTopologyProvider;
import org.expool.tests.support.HouseModule;

/**
 * One of the hosts in the shared folder: its files in sysfs, hwloc's output, and the oracle. The folder is beside
 * the project, or in the variable EXPOOL_SHARED.
 *
 * @param name as its files are called
 */
record RecordedHost(String name) {

    private static final String OWN_FOLDER = System.getenv("EXPOOL_SHARED");

    /** The folder of them all; the test is skipped if it is not there. */
    static Path folder() {
        Path folder = whereTheyShouldBe();
        if (!Files.isDirectory(folder)) {
            abort(folder + " is not there (EXPOOL_SHARED can name another folder shared)");
        }
        return folder;
    }

    private static Path whereTheyShouldBe() {
        Path shared = OWN_FOLDER == null
                ? HouseModule.projectRoot().toAbsolutePath().normalize().resolveSibling("shared")
                : Path.of(OWN_FOLDER);
        return shared.resolve("topologies");
    }

    /**
     * All of them. Without the folder, one unknown host: its tests are skipped with a reason, while none at all
     * would be skipped in silence.
     */
    static List<RecordedHost> all() {
        if (!Files.isDirectory(whereTheyShouldBe())) {
            return List.of(new RecordedHost("none"));
        }
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".tar.bz2"))
                    .sorted()
                    .map(file -> new RecordedHost(file.replace(".tar.bz2", "")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its files, unpacked below this folder. */
    Path unpacked(Path into) throws IOException, InterruptedException {
        Path archive = folder().resolve(name + ".tar.bz2");
        int code = new ProcessBuilder("tar", "-xjf", archive.toString(), "-C", into.toString())
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            abort("tar cannot unpack " + archive + ": the programs tar and bzip2 are needed");
        }
        return into.resolve(name);
    }

    CpuTopology throughSysfs(Path into) throws IOException, InterruptedException {
        return new SysfsTopologyProvider(unpacked(into)).topology();
    }

    CpuTopology throughHwloc() {
        return new HwlocTopologyProvider(xml()).topology();
    }

    Path xml() {
        return Stream.of(name + ".xml", name + ".xml.gz")
                .map(folder()::resolve)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no XML of " + name));
    }

    Oracle oracle() throws IOException {
        return Oracle.parse(Files.readString(folder().resolve(name + ".json")));
    }

    /** Whether it is not clear from the files which CPUs are one core: modules of AMD's Bulldozer. */
    boolean coresAreDisputed() {
        return name.equals("64amd64-4s2n4ca2co");
    }

    /** Whether it is not clear from the files to which CPUs some memory is near. */
    boolean nodesAreDisputed() {
        return name.equals("fakeheteromemtiers");
    }

    @Override
    public String toString() {
        return name;
    }
}
