package org.mfasender.setup.dryrun;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckStatus;
import org.mfasender.numbers.NumberAnswer;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.json.Json;

/** The answer of a dry run: one word, the checks, the numbers. */
public final class CheckResource {

    private CheckResource() {}

    /** {@code status} is {@code FAILED} if a check failed, else {@code WARNING} if one warns, else {@code PASSED}. */
    public static ObjectNode write(EnvironmentId environment, List<Check> checks, List<SenderNumber> numbers) {
        ObjectNode resource = Json.MAPPER.createObjectNode();
        resource.putObject("_links").putObject("self").put("href", ApiPath.CHECKS.href(environment));
        resource.putObject("environment").put("id", environment.toString());
        resource.put("status", worst(checks).toString());
        resource.set("checks", Json.MAPPER.valueToTree(checks));
        ArrayNode array = resource.putArray("numbers");
        numbers.forEach(number -> array.add(Json.MAPPER.valueToTree(NumberAnswer.of(number, null))));
        return resource;
    }

    private static CheckStatus worst(List<Check> checks) {
        List<CheckStatus> found = checks.stream().map(Check::status).toList();
        if (found.contains(CheckStatus.FAILED)) {
            return CheckStatus.FAILED;
        }
        return found.contains(CheckStatus.WARNING) ? CheckStatus.WARNING : CheckStatus.PASSED;
    }
}
