package org.mfasender;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A client of the functions, which has the operations that they use; what else a test prepares or looks at, the SDK's own client does. */
final class WholeClient implements InvocationHandler {

    private final Object functions;
    private final Object sdk;

    private WholeClient(Object functions, Object sdk) {
        this.functions = functions;
        this.sdk = sdk;
    }

    static <C> C of(Class<C> type, C functions, C sdk) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new WholeClient(functions, sdk)));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            if (has(functions, method)) {
                return method.invoke(functions, arguments);
            }
            boolean leadsToAnother = method.getName().endsWith("Paginator")
                    || Arrays.asList(method.getParameterTypes()).contains(Consumer.class);
            return leadsToAnother
                    ? InvocationHandler.invokeDefault(proxy, method, arguments)
                    : method.invoke(sdk, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static boolean has(Object client, Method method) throws NoSuchMethodException {
        return client.getClass()
                .getMethod(method.getName(), method.getParameterTypes())
                .getDeclaringClass()
                .equals(client.getClass());
    }
}
