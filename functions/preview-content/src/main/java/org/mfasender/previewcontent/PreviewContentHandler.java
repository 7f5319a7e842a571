package org.mfasender.previewcontent;

import java.util.Map;
import java.util.UUID;
import org.mfasender.aws.AwsClients;
import org.mfasender.aws.FunctionEnvironment;
import org.mfasender.catalog.TemplateCatalog;
import org.mfasender.http.ApiException;
import org.mfasender.http.HttpFunction;
import org.mfasender.http.HttpRequest;
import org.mfasender.http.HttpResponse;
import org.mfasender.online.AccountCatalogs;
import org.mfasender.online.MetaAnswers;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.template.Purpose;
import org.mfasender.sender.template.TemplateContent;
import org.mfasender.store.SenderStore;
import org.mfasender.store.TemplateStore;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** {@code GET …/contents/{contentId}/preview}: the text that Meta sends for a content now. Two calls to Meta; nothing is stored. */
public final class PreviewContentHandler extends HttpFunction {

    private final SenderStore senders;
    private final TemplateStore templates;
    private final AccountCatalogs catalogs;
    private final MetaAnswers answers;

    public PreviewContentHandler() {
        this(System.getenv());
    }

    public PreviewContentHandler(Map<String, String> variables) {
        super(variables);
        FunctionEnvironment environment = new FunctionEnvironment(variables);
        AwsClients clients = new AwsClients(environment);
        DynamoDbClient dynamoDb = clients.dynamoDb();
        this.senders = new SenderStore(dynamoDb, environment.text("TABLE_NAME"));
        this.templates = new TemplateStore(dynamoDb, environment.text("TABLE_NAME"));
        this.catalogs = AccountCatalogs.of(environment, clients);
        this.answers = MetaAnswers.of(environment);
    }

    @Override
    protected HttpResponse handle(HttpRequest request) {
        Purpose purpose = request.purpose();
        UUID id = request.contentId();
        SenderAccount account = senders.findAccount(request.environmentId()).orElseThrow(ApiException::noAccount);
        TemplateContent content = templates.content(account, purpose, id).orElseThrow(ApiException::noContent);
        TemplateCatalog catalog = catalogs.of(account);
        Preview preview = answers.to(() -> Preview.of(content, catalog));
        return new HttpResponse(200, preview.write(account, content), Map.of());
    }
}
