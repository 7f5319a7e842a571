package org.mfasender.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-28T12:09:18.501Z",
                "2024-02-29T23:59:59.999Z",
                "0000-01-01T00:00:00.000Z",
                "2026-12-31T24:00:00.000Z",
                "2016-12-31T23:59:60.000Z",
                "2026-11-28T12:09:18Z",
                "2026-11-28T12:09:18.5Z",
                "2026-11-28T12:09:18.501234Z",
                "2026-11-28T12:09:18.123456789Z",
                "2026-11-28T12:09:18.501z",
                "2026-11-28T12:09:18+01:00",
                "-2026-11-28T12:09:18.50Z",
                "+12026-11-28T12:09:18.5Z",
            })
    void readsTimesAsTheJdk(String text) throws JsonProcessingException {
        assertThat(read(text)).isEqualTo(Instant.parse(text));
    }

    @Test
    void readsTheTimesThatItWrites() throws JsonProcessingException {
        Random random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            Instant time = Instant.ofEpochMilli(random.nextLong(4_102_444_800_000L));

            assertThat(Json.MAPPER.readValue(Json.write(time), Instant.class)).isEqualTo(time);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-02-29T12:09:18.501Z",
                "2026-13-28T12:09:18.501Z",
                "2026-00-28T12:09:18.501Z",
                "2026-11-31T12:09:18.501Z",
                "2026-11-28T25:09:18.501Z",
                "2026-11-28T24:00:00.001Z",
                "2026-11-28T12:60:18.501Z",
                "2026-11-28T12:09:61.501Z",
                "2026-11-28T12:09:60.501Z",
                "2026-+1-28T12:09:18.501Z",
                "2026-11-28 12:09:18.501Z",
                "2026-11-28T12:09:18,501Z",
                "2026-11-28T12:09:18.501X",
                "\u0662\u0660\u0662\u0666-11-28T12:09:18.501Z",
                "2026-11-28T12:09:18.501ZZ",
                "yesterday",
            })
    void refusesWhatIsNoTime(String text) {
        assertThatThrownBy(() -> Instant.parse(text)).isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> read(text)).isInstanceOf(InvalidFormatException.class);
    }

    private static Instant read(String text) throws JsonProcessingException {
        return Json.MAPPER.readValue(Json.write(text), Instant.class);
    }
}
