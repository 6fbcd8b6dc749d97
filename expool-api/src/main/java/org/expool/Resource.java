package org.expool;

import java.util.Locale;

/**
 * A countable resource that jobs need besides workers: licences, devices, scratch disks. The units are numbered from 0; an
 * environment variable of the job contains the numbers of its units. Immutable and thread-safe.
 *
 * @param name letters, digits, hyphens and underscores, starting with a letter
 * @param count how many units there are; at least 1
 * @param variable the environment variable with the numbers of a job's units, separated by commas; overrides the job's environment
 */
public record Resource(String name, int count, String variable) {

    /**
     * Checks.
     *
     * @throws InvalidSettingsException with every problem found
     */
    public Resource {
        Problems problems = new Problems("resource '" + name + "'");
        if (!name.matches("[A-Za-z][A-Za-z0-9_-]*")) {
            problems.add("resources", name, "a name consists of letters, digits, - and _, and starts with a letter");
        }
        if (count < 1) {
            problems.add("resources." + name, count, "must be at least 1");
        }
        if (!variable.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            problems.add("resources." + name, variable, "is not a valid name of a variable");
        }
        problems.throwIfAny();
    }

    /** A resource with the variable {@code EXPOOL_RESOURCE_} and its name in capitals. */
    public static Resource of(String name, int count) {
        return new Resource(
                name, count, "EXPOOL_RESOURCE_" + name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
