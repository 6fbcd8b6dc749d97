package org.expool;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The environment variables of a job or of a pool's jobs. Immutable and thread-safe.
 *
 * @param inherited whether the variables are added to those of the level above (a job's to the pool's, a pool's to
 *     those of this process) or replace them
 * @param variables the variables by name; they override those of the level above
 */
public record Environment(boolean inherited, Map<String, String> variables) {

    private static final Environment INHERIT = new Environment(true, Map.of());

    /**
     * Checks and copies the variables.
     *
     * @throws InvalidSettingsException if a name is empty or contains '=' or NUL, or a value contains NUL
     */
    public Environment {
        variables = Map.copyOf(variables);
        Problems problems = new Problems("environment");
        variables.forEach((name, value) -> {
            if (name.isEmpty() || name.indexOf('=') >= 0) {
                problems.add("env", name, "a variable's name must not be empty or contain '='");
            }
            problems.checkText("env", name);
            problems.checkText("env." + name, value);
        });
        problems.throwIfAny();
    }

    /** The variables of the level above, unchanged. */
    public static Environment inherit() {
        return INHERIT;
    }

    /** These variables and no others. */
    public static Environment only(Map<String, String> variables) {
        return new Environment(false, variables);
    }

    /** These variables added to those of the level above. */
    public static Environment adding(Map<String, String> variables) {
        return new Environment(true, variables);
    }

    /** A copy with one more variable. */
    public Environment with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(variables);
        more.put(name, value);
        return new Environment(inherited, more);
    }

    /**
     * The variables of a process: these over the given ones, or alone.
     *
     * @param above the variables of the level above
     */
    public Map<String, String> over(Map<String, String> above) {
        if (!inherited) {
            return variables;
        }
        if (variables.isEmpty()) {
            return above;
        }
        Map<String, String> merged = new LinkedHashMap<>(above);
        merged.putAll(variables);
        return Map.copyOf(merged);
    }
}
