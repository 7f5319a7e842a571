package org.mfasender.local.functions;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.template.FunctionDefinition;

/** Builds the handler that a template names, with variables of its own instead of the process's. */
final class HandlerLoader {
    private static final String METHOD = "::handleRequest";

    private HandlerLoader() {}

    static RequestStreamHandler load(FunctionDefinition function, Map<String, String> environment) {
        Object handler = construct(function, environment);
        if (handler instanceof RequestStreamHandler streams) {
            return streams;
        }
        throw unusable(function, "is no RequestStreamHandler", null);
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
}
