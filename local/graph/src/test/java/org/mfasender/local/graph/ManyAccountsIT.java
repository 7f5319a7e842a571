package org.mfasender.local.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.mfasender.local.graph.world.SimulatedAccount;

class ManyAccountsIT extends WithTemplates {
    @Test
    void setsUpTwoHundredAccountsAtOnce() throws Exception {
        List<SimulatedAccount> accounts = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            accounts.add(graph.world().newAccount().create());
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> done = accounts.stream()
                    .map(account -> threads.submit(() -> setUp(account)))
                    .toList();
            for (Future<Integer> one : done) {
                assertThat(one.get()).isEqualTo(2);
            }
        }
        assertThat(graph.requests()).hasSize(200 * 9);
    }

    private int setUp(SimulatedAccount account) {
        String waba = "/" + account.wabaId();
        get("/debug_token?input_token=" + account.userAccessToken(), account.appAccessToken())
                .isOk();
        get("/" + account.appId(), account.appAccessToken()).isOk();
        get(account, "/me").isOk();
        get(account, waba).isOk();
        get(account, "/" + account.businessId() + "/system_users").isOk();
        get(account, waba + "/phone_numbers").isOk();
        get(account, waba + "/message_templates").isOk();
        upsert(account, "a", List.of("en", "de")).isOk();
        return get(account, waba + "/message_templates")
                .isOk()
                .json()
                .path("data")
                .size();
    }
}
