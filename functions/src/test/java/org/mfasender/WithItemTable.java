package org.mfasender;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Tests over the recorded items, on an empty table each. */
abstract class WithItemTable {

    static ItemTable table;

    @BeforeAll
    static void start() throws Exception {
        table = ItemTable.start();
    }

    @AfterAll
    static void stop() {
        table.close();
    }

    @BeforeEach
    void clear() {
        table.clear();
    }

    static Stream<StoredItems> ofTheFirstRelease() {
        return StoredItems.ofRelease(StoredItems.FIRST);
    }

    static Stream<StoredItems> ofThisRelease() {
        return StoredItems.ofRelease(StoredItems.CURRENT);
    }

    static Stream<StoredItems> everything() {
        return StoredItems.all();
    }
}
