package org.mfasender.local.functions;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.template.FunctionDefinition;

/**
 * Builds the handler that a template names, with variables of its own instead of the process's, and makes a stream handler of it the
 * way that Lambda's runtime interface client does.
 */
final class HandlerLoader {
    private static final String METHOD = "::handleRequest";

    private HandlerLoader() {}

    static RequestStreamHandler load(FunctionDefinition function, Map<String, String> environment) {
        Object handler = construct(function, environment);
        return switch (handler) {
            case RequestStreamHandler streams -> streams;
            case RequestHandler<?, ?> typed -> asStreamHandler(typed);
            default -> throw unusable(function, "is neither a RequestHandler nor a RequestStreamHandler", null);
        };
    }

    private static Object construct(FunctionDefinition function, Map<String, String> environment) {
        String handler = function.handler();
        if (!handler.endsWith(METHOD)) {
            throw unusable(function, "does not end in " + METHOD, null);
        }
        try {
            Class<?> type = Class.forName(handler.substring(0, handler.length() - METHOD.length()));
            Constructor<?> calledByLambda = type.getConstructor();
            Constructor<?> constructor = calledByLambda.getDeclaringClass().getConstructor(Map.class);
            return constructor.newInstance(environment);
        } catch (ClassNotFoundException e) {
            throw unusable(function, "names a class that does not exist", e);
        } catch (NoSuchMethodException e) {
            throw unusable(function, "needs two public constructors: without arguments, and of the variables' map", e);
        } catch (InvocationTargetException e) {
            throw unusable(function, "cannot be constructed: " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw unusable(function, "cannot be constructed", e);
        }
    }

    private static IllegalArgumentException unusable(
            FunctionDefinition function, String reason, @Nullable Exception cause) {
        return new IllegalArgumentException(
                function.logicalId() + ": handler " + function.handler() + " " + reason, cause);
    }

    @SuppressWarnings("unchecked") // the serializers are those of the handler's own type parameters
    private static RequestStreamHandler asStreamHandler(RequestHandler<?, ?> handler) {
        Type[] types = typeParameters(handler.getClass());
        PojoSerializer<Object> input = serializer(types[0]);
        PojoSerializer<Object> output = serializer(types[1]);
        RequestHandler<Object, Object> untyped = (RequestHandler<Object, Object>) handler;
        return (in, out, context) -> {
            Object request = read(input, in);
            output.toJson(untyped.handleRequest(request, context), out);
        };
    }

    private static Object read(PojoSerializer<Object> serializer, InputStream in) {
        try {
            return serializer.fromJson(in);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("An error occurred during JSON parsing", e);
        }
    }

    private static Type[] typeParameters(Class<?> handler) {
        for (Class<?> type = handler; type != null; type = type.getSuperclass()) {
            for (Type implemented : type.getGenericInterfaces()) {
                if (implemented instanceof ParameterizedType parameterized
                        && parameterized.getRawType() == RequestHandler.class) {
                    return parameterized.getActualTypeArguments();
                }
            }
        }
        throw new IllegalArgumentException(handler.getName()
                + " must implement RequestHandler with its types named, not through another interface");
    }

    @SuppressWarnings("unchecked") // serializerFor answers a serializer of exactly that class
    private static PojoSerializer<Object> serializer(Type type) {
        if (type instanceof Class<?> known && LambdaEventSerializers.isLambdaSupportedEvent(known.getName())) {
            return (PojoSerializer<Object>) LambdaEventSerializers.serializerFor(known, known.getClassLoader());
        }
        return JacksonFactory.getInstance().getSerializer(type);
    }
}
