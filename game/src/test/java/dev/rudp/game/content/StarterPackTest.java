package dev.rudp.game.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StarterPackTest {
    private static final Content PACK = Packs.starter();

    @Test
    void holdsWhatAGameNeeds() {
        assertTrue(PACK.count(Section.CLASSES) >= 3);
        assertTrue(PACK.count(Section.SKILLS) >= 30);
        assertTrue(PACK.count(Section.ITEMS) >= 60);
        assertTrue(PACK.count(Section.NPCS) >= 12);
        assertEquals(20, PACK.levels().top());
        long squareMetres = (long) (PACK.world().width() / 256) * (PACK.world().depth() / 256);
        assertTrue(squareMetres >= 1_000_000, "map of " + squareMetres + " m²");
        assertTrue(PACK.count(Section.ZONES) >= 5);
    }

    @Test
    void playersBeginInTheSafeTown() {
        assertEquals(ZoneKind.SAFE, PACK.kindAt(PACK.world().startX(), PACK.world().startY()));
        assertEquals(ZoneKind.CONTESTED, PACK.kindAt(900 * 256, 900 * 256));
    }

    @Test
    void usesEveryKindOfUseDeliveryAndOp() {
        var used = new java.util.TreeSet<String>();
        for (int id = 0; id < PACK.count(Section.SKILLS); id++) {
            SkillDef skill = PACK.skill(id);
            used.add(skill.use().getClass().getSimpleName());
            used.add(skill.delivery().getClass().getSimpleName());
            skill.effects().forEach(op -> used.add(op.getClass().getSimpleName()));
        }
        for (Class<?> family : new Class<?>[] {Use.class, Delivery.class}) {
            for (Class<?> kind : family.getPermittedSubclasses()) {
                assertTrue(used.contains(kind.getSimpleName()), kind.getSimpleName());
            }
        }
    }

    @Test
    void theSchemasForEditorsAreThoseOfTheDeclarations() throws IOException {
        Path folder = Packs.root().resolve("content/schema");
        for (var schema : ContentGuide.schemas().entrySet()) {
            assertEquals(
                    schema.getValue(),
                    Files.readString(folder.resolve(schema.getKey())),
                    schema.getKey() + ": ./rudp content schema content/schema writes it anew");
        }
    }

    @Test
    void thePageAboutContentHoldsTheReferenceOfTheDeclarations() throws IOException {
        String page = Files.readString(Packs.root().resolve("docs/content.md"));
        assertTrue(
                page.endsWith(ContentGuide.reference()),
                "./rudp content reference prints what docs/content.md must end with");
    }
}
