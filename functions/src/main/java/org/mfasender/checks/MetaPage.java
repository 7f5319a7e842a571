package org.mfasender.checks;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Meta's pages: the one spelling of each menu in texts, and its address. A page has an address for each set of IDs that it is known to
 * work with, the one with most IDs first; the last one needs none. A page of which the ID may be wrong is that of the list.
 *
 * <p>Sources: Meta's documentation of WhatsApp links to {@code /settings/whatsapp-business-accounts/} with and without IDs, to
 * {@code /wa/manage/home/} and to {@code /business-support-home/}; Meta's text of error 131042 to {@code /billing_hub/accounts/details/};
 * Meta's plugin facebook-for-woocommerce to {@code /settings/system-users?business_id=}. The other addresses are what browsers show, as
 * several public repositories have them. A system user has an address, too, but the ID in a token's inspection need not be the one in it.
 */
enum MetaPage {
    APPS("developers.facebook.com > My Apps", "https://developers.facebook.com/apps/"),
    APP(
            "developers.facebook.com > My Apps > your app",
            "https://developers.facebook.com/apps/{app}/dashboard/",
            "https://developers.facebook.com/apps/"),
    APP_SETTINGS(
            "developers.facebook.com > My Apps > your app > App settings > Basic",
            "https://developers.facebook.com/apps/{app}/settings/basic/",
            "https://developers.facebook.com/apps/"),
    APP_WEBHOOKS(
            "developers.facebook.com > My Apps > your app > WhatsApp > Configuration",
            "https://developers.facebook.com/apps/{app}/whatsapp-business/wa-settings/",
            "https://developers.facebook.com/apps/"),

    SYSTEM_USERS(
            "Business settings > Users > System users",
            "https://business.facebook.com/settings/system-users?business_id={portfolio}",
            "https://business.facebook.com/settings/system-users"),
    ACCOUNTS(
            "Business settings > Accounts > WhatsApp accounts",
            "https://business.facebook.com/settings/whatsapp-business-accounts/?business_id={portfolio}",
            "https://business.facebook.com/settings/whatsapp-business-accounts/"),
    ACCOUNT_ACCESS(
            "Business settings > Accounts > WhatsApp accounts > your account > WhatsApp account access",
            "https://business.facebook.com/settings/whatsapp-business-accounts/{waba}?business_id={portfolio}",
            "https://business.facebook.com/settings/whatsapp-business-accounts/{waba}",
            "https://business.facebook.com/settings/whatsapp-business-accounts/"),
    PAYMENT(
            "Business settings > Accounts > WhatsApp accounts > your account > Settings > Payment settings",
            "https://business.facebook.com/billing_hub/accounts/details/?business_id={portfolio}&asset_id={waba}&account_type=whatsapp-business-account",
            "https://business.facebook.com/billing_hub/accounts/details/?asset_id={waba}&account_type=whatsapp-business-account",
            "https://business.facebook.com/billing_hub/payment_settings/"),
    SECURITY_CENTER(
            "Business settings > Security center",
            "https://business.facebook.com/settings/security?business_id={portfolio}",
            "https://business.facebook.com/settings/security"),
    SUPPORT(
            "Business support home",
            "https://business.facebook.com/business-support-home/?business_id={portfolio}",
            "https://business.facebook.com/business-support-home/"),
    STATUS("Meta Status", "https://metastatus.com/whatsapp-business-api"),

    MANAGER(
            "WhatsApp Manager > Overview",
            "https://business.facebook.com/wa/manage/home/?business_id={portfolio}&waba_id={waba}",
            "https://business.facebook.com/wa/manage/home/?waba_id={waba}",
            "https://business.facebook.com/wa/manage/home/"),
    PHONE_NUMBERS(
            "WhatsApp Manager > Phone numbers",
            "https://business.facebook.com/wa/manage/phone-numbers/?business_id={portfolio}&waba_id={waba}",
            "https://business.facebook.com/wa/manage/phone-numbers/?waba_id={waba}",
            "https://business.facebook.com/wa/manage/phone-numbers/"),
    TEMPLATES(
            "WhatsApp Manager > Message templates",
            "https://business.facebook.com/wa/manage/message-templates/?business_id={portfolio}&waba_id={waba}",
            "https://business.facebook.com/wa/manage/message-templates/?waba_id={waba}",
            "https://business.facebook.com/wa/manage/message-templates/");

    private final String menu;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> addresses;

    MetaPage(String menu, String... addresses) {
        this.menu = menu;
        this.addresses = List.of(addresses);
    }

    /** The page that a text names first: where its reader begins. */
    static Optional<MetaPage> firstIn(String text) {
        return Stream.of(values())
                .filter(page -> text.contains(page.menu))
                .min(Comparator.<MetaPage>comparingInt(page -> text.indexOf(page.menu))
                        .thenComparingInt(page -> -page.menu.length()));
    }

    /** The page's menu, as texts spell it, e.g. {@code Business settings > Security center}. */
    String menu() {
        return menu;
    }

    /** All addresses; IDs are in braces. */
    List<String> addresses() {
        return addresses;
    }

    /** The address with as many of the IDs as it is known to work with. */
    String url(MetaIds ids) {
        return addresses.stream()
                .map(address -> filled(address, ids))
                .filter(address -> !address.contains("{"))
                .findFirst()
                .orElseThrow();
    }

    private static String filled(String address, MetaIds ids) {
        return with(
                with(with(address, "{app}", ids.appId()), "{waba}", ids.wabaId()), "{portfolio}", ids.portfolioId());
    }

    private static String with(String address, String name, @Nullable String id) {
        return id == null ? address : address.replace(name, id);
    }
}
