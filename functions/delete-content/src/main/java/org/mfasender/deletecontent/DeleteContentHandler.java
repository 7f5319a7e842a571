package org.mfasender.deletecontent;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.mfasender.aws.AwsClients;
import org.mfasender.aws.FunctionEnvironment;
import org.mfasender.http.ApiException;
import org.mfasender.http.HttpFunction;
import org.mfasender.http.HttpRequest;
import org.mfasender.http.HttpResponse;
import org.mfasender.sender.EnvironmentId;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.template.Purpose;
import org.mfasender.sender.template.TemplateContent;
import org.mfasender.store.SenderStore;
import org.mfasender.store.StaleRevisionException;
import org.mfasender.store.TemplateStore;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** {@code DELETE …/contents/{contentId}}: removes a binding. The template at Meta stays as it is. */
public final class DeleteContentHandler extends HttpFunction {

    private static final int MOST_ATTEMPTS = 5;

    private final SenderStore senders;
    private final TemplateStore templates;

    public DeleteContentHandler() {
        this(System.getenv());
    }

    public DeleteContentHandler(Map<String, String> variables) {
        super(variables);
        FunctionEnvironment environment = new FunctionEnvironment(variables);
        DynamoDbClient dynamoDb = new AwsClients(environment).dynamoDb();
        this.senders = new SenderStore(dynamoDb, environment.text("TABLE_NAME"));
        this.templates = new TemplateStore(dynamoDb, environment.text("TABLE_NAME"));
    }

    @Override
    protected HttpResponse handle(HttpRequest request) {
        EnvironmentId environment = request.environmentId();
        Purpose purpose = request.purpose();
        UUID id = request.contentId();
        for (int attempt = 1; ; attempt++) {
            SenderAccount account = senders.findAccount(environment).orElseThrow(ApiException::noAccount);
            Optional<TemplateContent> content = templates.content(account, purpose, id);
            if (content.isEmpty() && attempt > 1) {
                // Another request deleted it in between.
                return HttpResponse.NO_CONTENT;
            }
            try {
                templates.remove(account, content.orElseThrow(ApiException::noContent));
                return HttpResponse.NO_CONTENT;
            } catch (StaleRevisionException e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
