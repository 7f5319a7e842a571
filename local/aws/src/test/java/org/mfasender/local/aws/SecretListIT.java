package org.mfasender.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.FilterNameStringType;
import software.amazon.awssdk.services.secretsmanager.model.InvalidNextTokenException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

class SecretListIT extends SecretsManagerFixture {

    @Test
    void secretsAreListedByTheBeginningOfTheirNames() {
        Tag tag = Tag.builder().key("environmentId").value("1").build();
        String arn = client.createSecret(request -> request.name(NAME)
                        .secretString("one")
                        .clientRequestToken(FIRST)
                        .tags(tag))
                .arn();
        List.of("mfa/environment-2", "MFA/environment-3", "other/mfa/")
                .forEach(name -> client.createSecret(request -> request.name(name)));
        client.createSecret(request -> request.name("mfa/deleted"));
        client.deleteSecret(request -> request.secretId("mfa/deleted").recoveryWindowInDays(7L));

        assertThat(list(false)).containsExactly(NAME, "mfa/environment-2");
        assertThat(list(true)).containsExactly(NAME, "mfa/environment-2", "mfa/deleted");
        SecretListEntry entry = client.listSecrets(request -> request.filters(names("mfa/environment-1")))
                .secretList()
                .getFirst();
        assertThat(entry.arn()).isEqualTo(arn);
        assertThat(entry.name()).isEqualTo(NAME);
        assertThat(entry.createdDate()).isEqualTo(now);
        assertThat(entry.deletedDate()).isNull();
        assertThat(entry.tags()).containsExactly(tag);
        assertThat(entry.secretVersionsToStages()).isEqualTo(Map.of(FIRST, List.of("AWSCURRENT")));
    }

    @Test
    void aPageOfAFilteredListMayBeEmpty() {
        List.of("other", NAME).forEach(name -> client.createSecret(request -> request.name(name)));

        ListSecretsResponse page =
                client.listSecrets(request -> request.filters(names("mfa/")).maxResults(1));
        assertThat(page.secretList()).isEmpty();
        ListSecretsResponse next = client.listSecrets(
                request -> request.filters(names("mfa/")).maxResults(1).nextToken(page.nextToken()));
        assertThat(next.secretList()).extracting(SecretListEntry::name).containsExactly(NAME);
        assertThat(next.nextToken()).isNull();
        assertThatThrownBy(() -> client.listSecrets(request -> request.nextToken("another's")))
                .isInstanceOf(InvalidNextTokenException.class);
    }

    @Test
    void otherFiltersAreRefused() {
        Filter byTag = Filter.builder()
                .key(FilterNameStringType.TAG_KEY)
                .values("environmentId")
                .build();
        for (List<Filter> filters : List.of(
                List.of(byTag), List.of(names("!mfa")), List.of(names("mfa#")), List.of(names("a"), names("b")))) {
            assertThatThrownBy(() -> client.listSecrets(request -> request.filters(filters)))
                    .isInstanceOf(InvalidParameterException.class);
        }
    }
}
