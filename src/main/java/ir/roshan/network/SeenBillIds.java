package ir.roshan.network;

/**
 * Which bill ids the database has and which the file has brought so far: eight bytes each, where objects would take a
 * hundred, so that a million rows need no more memory than a thousand did.
 */
final class SeenBillIds {
    /** What a bill id was before it was brought. */
    enum Before {
        NEW,
        IN_DATABASE,
        IN_FILE
    }

    /** Open addressing, half full at most; a slot is the bill id times two, plus one once the file has brought it. */
    private long[] slots = new long[1 << 12];

    private int used;

    void addFromDatabase(long billId) {
        put(billId << 1);
    }

    /** Notes that the file has brought it. */
    Before bring(long billId) {
        int slot = slotOf(billId);
        long before = slots[slot];
        if (before == 0) {
            put(billId << 1 | 1);
            return Before.NEW;
        }
        slots[slot] = before | 1;
        return (before & 1) == 1 ? Before.IN_FILE : Before.IN_DATABASE;
    }

    boolean isInFile(long billId) {
        return (slots[slotOf(billId)] & 1) == 1;
    }

    private void put(long entry) {
        if (2 * (used + 1) > slots.length) grow();
        slots[slotOf(entry >>> 1)] = entry;
        used++;
    }

    private int slotOf(long billId) {
        int slot = (int) (billId * 0x9E3779B97F4A7C15L >>> 32) & slots.length - 1;
        while (slots[slot] != 0 && slots[slot] >>> 1 != billId) slot = slot + 1 & slots.length - 1;
        return slot;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[2 * old.length];
        for (long entry : old) if (entry != 0) slots[slotOf(entry >>> 1)] = entry;
    }
}
