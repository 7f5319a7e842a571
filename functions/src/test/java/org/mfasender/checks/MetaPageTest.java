package org.mfasender.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The menus that texts name, and the addresses that remedies link to. */
class MetaPageTest {

    private static final MetaIds ALL = new MetaIds("845120037719402", "217640915503381", "660238814470915");
    private static final Pattern ARROWS = Pattern.compile("[\\w.]+(?: [\\w.]+)* > [^,:;.(]*");
    private static final Set<String> HOSTS =
            Set.of("developers.facebook.com", "business.facebook.com", "metastatus.com");

    /** Remedies that lead to no page at Meta: this system, or what was entered in it, has to change. */
    private static final Set<String> ELSEWHERE = Set.of(
            "any.parameter.remedy",
            "any.outdated.remedy",
            "credentialsStored.remedy",
            "webhooksSubscribed.ended.remedy",
            "webhooksSubscribed.noAddress.remedy",
            "webhooksSubscribed.unreachable.remedy");

    private final Map<String, String> texts = new TreeMap<>();

    MetaPageTest() {
        ResourceBundle bundle = ResourceBundle.getBundle("org.mfasender.checks.checks", Locale.ROOT);
        bundle.keySet().forEach(key -> texts.put(key, bundle.getString(key)));
    }

    @Test
    void eachMenuOfTheTextsIsSpelledAsAPageSpellsIt() {
        List<String> others = new ArrayList<>();
        texts.forEach((key, text) -> {
            Matcher arrows = ARROWS.matcher(text);
            while (arrows.find()) {
                if (MetaPage.firstIn(arrows.group())
                        .filter(page -> !arrows.group().replace(page.menu(), "").contains(" > "))
                        .isEmpty()) {
                    others.add(key + ": " + arrows.group());
                }
            }
        });

        assertThat(others).isEmpty();
    }

    @Test
    void eachRemedyLinksToAPage() {
        assertThat(texts.keySet())
                .filteredOn(key -> key.endsWith(".remedy"))
                .hasSizeGreaterThan(50)
                .filteredOn(key -> MetaPage.firstIn(texts.getOrDefault(key, "")).isEmpty())
                .containsExactlyInAnyOrderElementsOf(ELSEWHERE);
    }

    /** The page of an ID that does not exist would be no help. */
    @Test
    void anIdThatMayBeWrongIsInNoLink() {
        texts.forEach((key, field) -> {
            if (key.endsWith(".field")
                    && Set.of("appId", "whatsAppAccountBusinessId").contains(field)) {
                String remedy = texts.getOrDefault(
                        key.replace(".field", ".remedy"), texts.getOrDefault(key.replaceAll("\\..*", ".remedy"), ""));
                String part = field.equals("appId") ? "{app}" : "{waba}";
                assertThat(MetaPage.firstIn(remedy).orElseThrow().addresses())
                        .as(key)
                        .noneMatch(address -> address.contains(part));
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void thePageOfATextIsTheOneThatItNamesFirst(MetaPage page) {
        String text = "In " + page.menu() + ", do it. Or see Business support home > Help, or Meta Status.";

        assertThat(MetaPage.firstIn(text)).contains(page);
        assertThat(MetaPage.firstIn("Try again.")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void eachAddressIsComplete(MetaPage page) {
        for (MetaIds ids : List.of(
                ALL,
                MetaIds.NONE,
                MetaIds.of("845120037719402", "217640915503381"),
                new MetaIds(null, null, "660238814470915"))) {
            URI address = URI.create(page.url(ids));

            assertThat(address.getScheme()).isEqualTo("https");
            assertThat(address.getHost()).isIn(HOSTS);
            assertThat(address.toString())
                    .doesNotContain("{", "}", "null", "=&")
                    .doesNotEndWith("=");
        }
        assertThat(page.addresses().getLast()).doesNotContain("{");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            APP_SETTINGS   | 1 | 2 | 3 | https://developers.facebook.com/apps/1/settings/basic/
            APP_SETTINGS   | - | 2 | 3 | https://developers.facebook.com/apps/
            SYSTEM_USERS   | 1 | 2 | 3 | https://business.facebook.com/settings/system-users?business_id=3
            SYSTEM_USERS   | 1 | 2 | - | https://business.facebook.com/settings/system-users
            ACCOUNTS       | 1 | 2 | 3 | https://business.facebook.com/settings/whatsapp-business-accounts/?business_id=3
            ACCOUNT_ACCESS | 1 | 2 | 3 | https://business.facebook.com/settings/whatsapp-business-accounts/2?business_id=3
            ACCOUNT_ACCESS | 1 | 2 | - | https://business.facebook.com/settings/whatsapp-business-accounts/2
            ACCOUNT_ACCESS | 1 | - | 3 | https://business.facebook.com/settings/whatsapp-business-accounts/
            PAYMENT        | 1 | 2 | - | https://business.facebook.com/billing_hub/accounts/details/?asset_id=2&account_type=whatsapp-business-account
            TEMPLATES      | 1 | 2 | - | https://business.facebook.com/wa/manage/message-templates/?waba_id=2
            PHONE_NUMBERS  | - | 2 | 3 | https://business.facebook.com/wa/manage/phone-numbers/?business_id=3&waba_id=2
            """)
    void anAddressHasTheIdsThatAreKnown(
            MetaPage page, @Nullable String app, @Nullable String waba, @Nullable String portfolio, String address) {
        assertThat(page.url(new MetaIds(app, waba, portfolio))).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " 1",
                "1 ",
                "1/../2",
                "1?x=1",
                "1&waba_id=2",
                "%31",
                "٣٣٣",
                "1\n",
                "{app}",
                "-1",
                "0x1",
                "<script>",
                "javascript:alert(1)",
                "123456789012345678901"
            })
    void whatIsNoNumberIsInNoAddress(String hostile) {
        MetaIds ids = new MetaIds(hostile, hostile, hostile);

        assertThat(ids).isEqualTo(MetaIds.NONE);
        for (MetaPage page : MetaPage.values()) {
            assertThat(page.url(ids)).isEqualTo(page.addresses().getLast());
        }
    }

    @Test
    void anAnswerLinksToThePageOfItsRemedy() {
        Check check = Check.failed(CheckName.TOKEN_NEVER_EXPIRES, Map.of("date", "1 December 2026"), null);

        CheckAnswer answer = CheckAnswer.of(check, ALL);

        assertThat(answer.link())
                .isEqualTo("https://business.facebook.com/settings/system-users?business_id=660238814470915");
        assertThat(answer.apiHint()).contains("acceptExpiringToken");
        assertThat(CheckAnswer.of(Check.passed(CheckName.TOKEN_VALID), ALL).link())
                .isNull();
    }
}
