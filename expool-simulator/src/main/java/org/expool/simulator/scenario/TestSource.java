package org.expool.simulator.scenario;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.expool.CpuSet;
import org.expool.simulator.Activity;
import org.expool.simulator.Behaviour;
import org.expool.spi.TerminationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Prints a scenario as the Java source of a JUnit test, which can be added to the tests of this package unchanged. Used
 * once, by one thread.
 */
public final class TestSource {

    private static final Comparator<Object> BY_TEXT = Comparator.comparing(Object::toString);
    private static final String INDENTATION = "    ";

    private final Set<String> imports = new TreeSet<>();

    private TestSource() {}

    /**
     * The source of a test that runs the scenario and fails if the scheduler breaks an invariant.
     *
     * @param name of the test's class
     * @param why a line of comment
     */
    public static String of(String name, String why, Scenario scenario) {
        return new TestSource().source(name, why, scenario);
    }

    private String source(String name, String why, Scenario scenario) {
        String body = expression(scenario, 2);
        imports.add("org.junit.jupiter.api.Test");
        String head = imports.stream().map(each -> "import " + each + ";\n").collect(Collectors.joining());
        return """
                package %s;

                %s
                /** %s */
                class %s {

                    @Test
                    void keepsTheInvariants() {
                        Scenario scenario = %s;
                        scenario.run();
                    }
                }
                """.formatted(
                        TestSource.class.getPackageName(),
                        head,
                        why.replace('\n', ' ').replace("*/", "* /").replace("\\u", "\\ u"),
                        name,
                        body);
    }

    private String expression(@Nullable Object value, int depth) {
        if (value instanceof Duration duration) {
            return duration(duration);
        } else if (value instanceof String text) {
            return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        } else if (value instanceof CpuSet set) {
            return typeNamed("org.expool.CpuSet") + ".parse(\"" + set + "\")";
        } else if (value instanceof Enum<?> constant) {
            return type(constant.getDeclaringClass()) + "." + constant.name();
        } else if (value instanceof List<?> list) {
            return call(typeNamed("java.util.List") + ".of", list.stream(), depth);
        } else if (value instanceof Set<?> set) {
            return call(typeNamed("java.util.Set") + ".of", set.stream().sorted(BY_TEXT), depth);
        } else if (value instanceof Map<?, ?> map) {
            Stream<?> pairs =
                    map.entrySet().stream().sorted(BY_TEXT).flatMap(pair -> Stream.of(pair.getKey(), pair.getValue()));
            return call(typeNamed("java.util.Map") + ".of", pairs, depth);
        } else if (value instanceof Long number) {
            return number + "L";
        } else if (value instanceof TerminationPolicy policy) {
            return "new " + type(policy.getClass()) + "()";
        } else if (value instanceof Behaviour behaviour) {
            return behaviour(behaviour, depth);
        } else if (value instanceof Record tuple) {
            return call("new " + type(tuple.getClass()), Arrays.stream(Tuples.values(tuple)), depth);
        }
        return String.valueOf(value);
    }

    /** With named setters, as most settings are defaults. */
    private String behaviour(Behaviour behaviour, int depth) {
        StringBuilder words = new StringBuilder(type(Behaviour.class));
        words.append(".runs(").append(duration(behaviour.runs())).append(')');
        chain(words, "onlyFirst", behaviour.faulty() != Integer.MAX_VALUE, behaviour.faulty());
        chain(words, "failingToStart", behaviour.startFails());
        chain(words, "exitingWith", behaviour.exitCode() != 0, behaviour.exitCode());
        chain(words, "losing", behaviour.lost());
        chain(words, "deaf", behaviour.ignoresTerm());
        chain(words, "throwing", behaviour.onStartThrows());
        chain(words, "startingAfter", behaviour.startLatency());
        chain(words, "dyingFor", behaviour.endLatency());
        chain(words, "reportedAfter", behaviour.reportLatency());
        chain(words, "withCallbacks", behaviour.callbackTime());
        chain(
                words,
                "doing",
                !behaviour.activity().equals(Activity.COMPUTING),
                expression(behaviour.activity(), depth));
        chain(words, "using", !behaviour.memory().isEmpty(), expression(behaviour.memory(), depth));
        return words.toString().replace("\n", "\n" + INDENTATION.repeat(depth + 2));
    }

    private void chain(StringBuilder words, String method, Duration time) {
        if (!time.isZero()) {
            words.append("\n.")
                    .append(method)
                    .append('(')
                    .append(duration(time))
                    .append(')');
        }
    }

    private static void chain(StringBuilder words, String method, boolean applies, Object... arguments) {
        if (applies) {
            words.append("\n.").append(method).append('(');
            words.append(Arrays.stream(arguments).map(String::valueOf).collect(Collectors.joining(", ")));
            words.append(')');
        }
    }

    private String duration(Duration duration) {
        String type = typeNamed("java.time.Duration");
        long nanos = duration.toNanos();
        if (nanos == 0) {
            return type + ".ZERO";
        }
        return nanos % 1_000_000 == 0
                ? type + ".ofMillis(" + nanos / 1_000_000 + ")"
                : type + ".ofNanos(" + nanos + "L)";
    }

    /** In one line if all arguments are plain, else each in its own. */
    private String call(String function, Stream<?> arguments, int depth) {
        List<String> words = arguments.map(each -> expression(each, depth + 1)).toList();
        boolean plain = words.stream().noneMatch(word -> word.contains("\n")) && length(words) + function.length() < 80;
        String separator = plain ? ", " : ",\n" + INDENTATION.repeat(depth + 1);
        String start = plain ? "(" : "(\n" + INDENTATION.repeat(depth + 1);
        return words.stream().collect(Collectors.joining(separator, function + start, ")"));
    }

    private static int length(Collection<String> words) {
        return words.stream().mapToInt(String::length).sum();
    }

    private String type(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return outer == null ? typeNamed(type.getName()) : type(outer) + "." + type.getSimpleName();
    }

    private String typeNamed(String name) {
        if (!name.startsWith(TestSource.class.getPackageName() + '.')) {
            imports.add(name);
        }
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
