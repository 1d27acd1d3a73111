package dev.rudp.cli;

import dev.rudp.game.content.Content;
import dev.rudp.game.content.ContentException;
import dev.rudp.game.content.ContentGuide;
import dev.rudp.game.content.ContentLoader;
import dev.rudp.game.content.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "content",
        description = "Checks content packs and helps to write them.",
        subcommands = {
            ContentCommand.Check.class,
            ContentCommand.Schema.class,
            ContentCommand.Reference.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./rudp content check content/starter",
            "  ./rudp content schema content/schema",
            "  ./rudp content reference"
        })
final class ContentCommand implements Callable<Integer> {
    @SuppressWarnings("NullAway.Init")
    @ParentCommand
    private Rudp rudp;

    @Override
    public Integer call() {
        rudp.out().println("content: check DIR, schema DIR, reference");
        return Rudp.OK;
    }

    @Command(
            name = "check",
            description = {
                "Reads a pack and tells every mistake: file, line, key, found, expected.",
                "Exit code 0 only when there is none."
            },
            footerHeading = "%nExamples:%n",
            footer = "  ./rudp content check content/starter")
    static final class Check implements Callable<Integer> {
        private static final int TICK_HZ = 60;

        @SuppressWarnings("NullAway.Init")
        @ParentCommand
        private ContentCommand content;

        @Parameters(paramLabel = "DIR", description = "The pack's folder.")
        private Path folder = Path.of("");

        @Override
        public Integer call() {
            try {
                Content pack = ContentLoader.load(folder, TICK_HZ);
                List<String> counts = new ArrayList<>();
                for (Section section : Section.values()) {
                    if (section.isNamed()) {
                        counts.add(pack.count(section) + " " + section.key());
                    }
                }
                content.rudp.out().println("ok: " + String.join(", ", counts));
                content.rudp.out().println("hash: " + Long.toHexString(pack.hash()));
                return Rudp.OK;
            } catch (ContentException wrong) {
                content.rudp.out().println(wrong.getMessage());
                content.rudp.out().println(wrong.problems().size() + " problems");
                return Rudp.FAILED;
            }
        }
    }

    @Command(
            name = "schema",
            description = "Writes the JSON Schemas by which editors check and complete packs.",
            footerHeading = "%nExamples:%n",
            footer = "  ./rudp content schema content/schema")
    static final class Schema implements Callable<Integer> {
        @SuppressWarnings("NullAway.Init")
        @ParentCommand
        private ContentCommand content;

        @Parameters(paramLabel = "DIR", description = "Where they go.")
        private Path folder = Path.of("");

        @Override
        public Integer call() throws IOException {
            Files.createDirectories(folder);
            for (var schema : ContentGuide.schemas().entrySet()) {
                Files.writeString(folder.resolve(schema.getKey()), schema.getValue());
            }
            content.rudp.out().println("written: " + ContentGuide.schemas().size() + " schemas");
            return Rudp.OK;
        }
    }

    @Command(
            name = "reference",
            description = "Prints all keys of all sections: the end of docs/content.md.",
            footerHeading = "%nExamples:%n",
            footer = "  ./rudp content reference")
    static final class Reference implements Callable<Integer> {
        @SuppressWarnings("NullAway.Init")
        @ParentCommand
        private ContentCommand content;

        @Override
        public Integer call() {
            content.rudp.out().print(ContentGuide.reference());
            return Rudp.OK;
        }
    }
}
