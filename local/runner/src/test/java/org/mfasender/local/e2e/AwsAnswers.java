package org.mfasender.local.e2e;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/** Answers requests in AWS's place, by their types; the shapes are the SDK's own. */
final class AwsAnswers {
    private final Map<Class<?>, Function<Object, Object>> answers = new HashMap<>();

    /** From now on, requests of this type are answered so; it may throw. */
    <T> void on(Class<T> request, Function<T, Object> answer) {
        answers.put(request, given -> answer.apply(request.cast(given)));
    }

    /** A client that answers what is known here and, if there is another one, leaves it the rest. */
    <C> C client(Class<C> type, @Nullable C other) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (isCall(method, arguments)) {
                Function<Object, Object> answer = answers.get(arguments[0].getClass());
                if (answer != null) {
                    return answer.apply(arguments[0]);
                }
                if (other != null) {
                    return invoke(method, other, arguments);
                }
            }
            // Builders and paginators call the client again, with a request.
            return method.isDefault() ? InvocationHandler.invokeDefault(proxy, method, arguments) : null;
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static boolean isCall(Method method, Object @Nullable [] arguments) {
        return arguments != null
                && arguments.length == 1
                && arguments[0] instanceof SdkRequest
                && !method.getName().endsWith("Paginator");
    }

    private static Object invoke(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
