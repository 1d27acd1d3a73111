package dev.rudp.game.realm;

import dev.rudp.game.command.CommandKind;
import dev.rudp.game.command.PlayerCommand;
import dev.rudp.game.skill.Refusal;
import dev.rudp.testkit.seed.SeededRandom;

/// Commands that nobody in their right mind would send.
final class Hostile {
    private static final CommandKind[] KINDS = CommandKind.values();

    private Hostile() {}

    /// {@return any command with any numbers within the codec's bounds, often at their ends}
    static PlayerCommand command(SeededRandom random, int slots) {
        while (true) {
            CommandKind kind = KINDS[random.nextInt(KINDS.length)];
            boolean harmless =
                    switch (kind) {
                        // The dead may talk, and have parties.
                        case CHAT, PARTY_INVITE, PARTY_ACCEPT, PARTY_LEAVE, PARTY_REMOVE -> true;
                        default -> false;
                    };
            if (!harmless) {
                long[] fields = new long[kind.fieldCount()];
                for (int i = 0; i < fields.length; i++) {
                    long least = kind.field(i).least();
                    long most = kind.field(i).most();
                    fields[i] =
                            switch (random.nextInt(4)) {
                                case 0 -> least;
                                case 1 -> most;
                                case 2 -> Math.min(most, random.nextInt(slots));
                                default -> least + Math.floorMod(random.nextLong(), most - least);
                            };
                }
                return PlayerCommand.of(kind, fields, "");
            }
        }
    }

    static long refusals(Realm realm) {
        long sum = 0;
        for (Refusal code : Refusal.values()) {
            sum += realm.refusals(code);
        }
        return sum;
    }
}
