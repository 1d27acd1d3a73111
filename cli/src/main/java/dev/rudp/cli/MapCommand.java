package dev.rudp.cli;

import dev.rudp.game.map.MapFile;
import dev.rudp.game.map.TiledConverter;
import dev.rudp.game.map.WorldMap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "map",
        description = "Checks map files and makes them from maps of the editor Tiled.",
        footerHeading = "%nExamples:%n",
        footer = {"  ./rudp map check island.json", "  ./rudp map convert island.tmj island.json"},
        subcommands = {MapCommand.Check.class, MapCommand.Convert.class})
final class MapCommand implements Callable<Integer> {
    @SuppressWarnings("NullAway.Init")
    @ParentCommand
    private Rudp rudp;

    @SuppressWarnings("NullAway.Init")
    @Spec
    private CommandSpec spec;

    /// Without a command: says which there are.
    @Override
    public Integer call() {
        spec.commandLine().usage(rudp.out());
        return Rudp.OK;
    }

    @Command(
            name = "check",
            description = "Reads a map file as a server would; says everything that is wrong.",
            footerHeading = "%nExamples:%n",
            footer = "  ./rudp map check island.json")
    static final class Check implements Callable<Integer> {
        @SuppressWarnings("NullAway.Init")
        @ParentCommand
        private MapCommand parent;

        @SuppressWarnings("NullAway.Init")
        @Parameters(paramLabel = "FILE", description = "The map file.")
        private Path file;

        @Override
        public Integer call() {
            WorldMap map = MapFile.read(file);
            map.scene();
            parent.rudp.out().println(summary(map));
            return Rudp.OK;
        }
    }

    @Command(
            name = "convert",
            description = "Makes a map file from a map of the editor Tiled; see docs/maps.md.",
            footerHeading = "%nExamples:%n",
            footer = "  ./rudp map convert island.tmj island.json")
    static final class Convert implements Callable<Integer> {
        @SuppressWarnings("NullAway.Init")
        @ParentCommand
        private MapCommand parent;

        @SuppressWarnings("NullAway.Init")
        @Parameters(index = "0", paramLabel = "FILE.tmj", description = "The map of Tiled.")
        private Path from;

        @SuppressWarnings("NullAway.Init")
        @Parameters(index = "1", paramLabel = "OUT", description = "The map file to write.")
        private Path to;

        @Override
        public Integer call() throws IOException {
            byte[] tmj;
            try (InputStream in = Files.newInputStream(from)) {
                tmj = in.readNBytes(MapFile.MAX_FILE_BYTES + 1);
            } catch (IOException e) {
                throw new IOException("cannot read " + from + " (" + e + ")", e);
            }
            Files.writeString(to, TiledConverter.convert(from.toString(), tmj));
            parent.rudp.out().println(to + ": " + summary(MapFile.read(to)));
            return Rudp.OK;
        }
    }

    private static String summary(WorldMap map) {
        int solids = map.boxes().size() + map.blocks().size() + map.pillars().size();
        return "map "
                + map.name()
                + " is good: "
                + solids
                + " solids, "
                + map.spawns().size()
                + " spawn areas, "
                + map.zones().size()
                + " zones, "
                + map.points().size()
                + " points, "
                + (map.terrain() == null ? "level ground" : "terrain");
    }
}
