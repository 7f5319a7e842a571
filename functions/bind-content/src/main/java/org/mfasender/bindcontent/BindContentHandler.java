package org.mfasender.bindcontent;

import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.mfasender.aws.AwsClients;
import org.mfasender.aws.FunctionEnvironment;
import org.mfasender.http.ContentRequestReader;
import org.mfasender.http.ContentResource;
import org.mfasender.http.HttpFunction;
import org.mfasender.http.HttpRequest;
import org.mfasender.http.HttpResponse;
import org.mfasender.online.AccountCatalogs;
import org.mfasender.online.MetaAnswers;
import org.mfasender.sender.EnvironmentId;
import org.mfasender.sender.template.ContentRequest;
import org.mfasender.sender.template.Purpose;
import org.mfasender.store.SenderStore;
import org.mfasender.store.TemplateStore;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * {@code POST …/contents} and {@code PUT …/contents/{contentId}}: binds a purpose and a locale to a template that Meta is asked
 * about. No run changes such a binding; nothing is written at Meta.
 */
public final class BindContentHandler extends HttpFunction {

    private final Binder binder;

    public BindContentHandler() {
        this(System.getenv());
    }

    public BindContentHandler(Map<String, String> variables) {
        super(variables);
        FunctionEnvironment environment = new FunctionEnvironment(variables);
        AwsClients clients = new AwsClients(environment);
        DynamoDbClient dynamoDb = clients.dynamoDb();
        this.binder = new Binder(
                new SenderStore(dynamoDb, environment.text("TABLE_NAME")),
                new TemplateStore(dynamoDb, environment.text("TABLE_NAME")),
                AccountCatalogs.of(environment, clients),
                MetaAnswers.of(environment),
                InstantSource.system());
    }

    @Override
    protected HttpResponse handle(HttpRequest request) {
        EnvironmentId environment = request.environmentId();
        Purpose purpose = request.purpose();
        if (request.method().equals("PUT")) {
            UUID id = request.contentId();
            Binder.Bound bound = binder.rebind(environment, purpose, id, ContentRequestReader.read(request));
            return new HttpResponse(200, ContentResource.write(bound.account(), bound.content()), Map.of());
        }
        ContentRequest wanted = ContentRequestReader.read(request);
        Binder.Bound bound = binder.bind(environment, purpose, wanted);
        return new HttpResponse(
                201,
                ContentResource.write(bound.account(), bound.content()),
                Map.of("Location", ContentResource.path(environment, bound.content())));
    }
}
