package org.mfasender.readtemplates;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;
import org.mfasender.aws.AwsClients;
import org.mfasender.aws.FunctionEnvironment;
import org.mfasender.http.ApiException;
import org.mfasender.http.ApiPath;
import org.mfasender.http.ContentResource;
import org.mfasender.http.HttpFunction;
import org.mfasender.http.HttpRequest;
import org.mfasender.http.HttpResponse;
import org.mfasender.http.NotificationTemplateResource;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.template.Purpose;
import org.mfasender.store.SenderStore;
import org.mfasender.store.TemplateStore;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** {@code GET …/templates} and below: purposes, contents, and which content serves a locale, as they are stored; Meta is not asked. */
public final class ReadTemplatesHandler extends HttpFunction {

    private final SenderStore senders;
    private final TemplateStore templates;

    public ReadTemplatesHandler() {
        this(System.getenv());
    }

    public ReadTemplatesHandler(Map<String, String> variables) {
        super(variables);
        FunctionEnvironment environment = new FunctionEnvironment(variables);
        DynamoDbClient dynamoDb = new AwsClients(environment).dynamoDb();
        this.senders = new SenderStore(dynamoDb, environment.text("TABLE_NAME"));
        this.templates = new TemplateStore(dynamoDb, environment.text("TABLE_NAME"));
    }

    @Override
    protected HttpResponse handle(HttpRequest request) {
        ApiPath path = ApiPath.of(request.path()).orElseThrow();
        return new HttpResponse(200, read(request, path), Map.of());
    }

    private JsonNode read(HttpRequest request, ApiPath path) {
        if (path == ApiPath.TEMPLATES) {
            SenderAccount account = account(request);
            return NotificationTemplateResource.write(account, templates.contents(account));
        }
        Purpose purpose = request.purpose();
        return switch (path) {
            case TEMPLATE -> {
                SenderAccount account = account(request);
                yield NotificationTemplateResource.write(account, purpose, templates.contents(account, purpose));
            }
            case CONTENTS -> {
                SenderAccount account = account(request);
                yield ContentResource.write(account, purpose, templates.contents(account, purpose));
            }
            case CONTENT -> content(request, purpose);
            case SERVING -> serving(request, purpose);
            default -> throw new IllegalStateException("template.yaml routes " + path + " to another function");
        };
    }

    private JsonNode content(HttpRequest request, Purpose purpose) {
        UUID id = request.contentId();
        SenderAccount account = account(request);
        return templates
                .content(account, purpose, id)
                .map(content -> ContentResource.write(account, content))
                .orElseThrow(ApiException::noContent);
    }

    private JsonNode serving(HttpRequest request, Purpose purpose) {
        Serving serving = Serving.asked(request);
        SenderAccount account = account(request);
        return ContentResource.serving(account, serving.answer(account, purpose, templates.contents(account, purpose)));
    }

    private SenderAccount account(HttpRequest request) {
        return senders.findAccount(request.environmentId()).orElseThrow(ApiException::noAccount);
    }
}
