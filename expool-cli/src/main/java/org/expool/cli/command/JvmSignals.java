package org.expool.cli.command;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * The signals sent to this JVM. The only API is {@code sun.misc.Signal} of the module jdk.unsupported; it is called by
 * reflection, because javac warns at every use and the warning cannot be suppressed. Immutable and thread-safe.
 */
final class JvmSignals implements Signals {

    private static final Runnable NOTHING = () -> {};

    private final Constructor<?> signals;
    private final Class<?> handlers;
    private final Method handle;
    private final Object ignore;

    JvmSignals() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            signals = signal.getConstructor(String.class);
            handlers = Class.forName("sun.misc.SignalHandler");
            handle = signal.getMethod("handle", signal, handlers);
            ignore = handlers.getField("SIG_IGN").get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JVM has no sun.misc.Signal: add its module jdk.unsupported", e);
        }
    }

    /** Does nothing if the signal was ignored when the JVM started (nohup), or if the JVM does not handle it (-Xrs). */
    @Override
    public Runnable on(String name, Runnable action) {
        try {
            Object signal = signals.newInstance(name);
            Object before = handle.invoke(null, signal, handler(action));
            if (before == ignore) {
                handle.invoke(null, signal, ignore);
                return NOTHING;
            }
            return () -> restore(signal, before);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException) {
                return NOTHING;
            }
            throw new IllegalStateException("SIG" + name + " cannot be handled", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("SIG" + name + " cannot be handled", e);
        }
    }

    /** A proxy for the one method of the interface; method handles would take longer to set up. */
    private Object handler(Runnable action) {
        return Proxy.newProxyInstance(handlers.getClassLoader(), new Class<?>[] {handlers}, (proxy, method, signal) -> {
            action.run();
            return null;
        });
    }

    private void restore(Object signal, Object handler) {
        try {
            handle.invoke(null, signal, handler);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(signal + " cannot be restored", e);
        }
    }
}
