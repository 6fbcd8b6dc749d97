package org.expool;

import java.util.Locale;

/**
 * Something that jobs need besides workers and that a pool has a number of: licences, devices, scratch disks. The units
 * are numbered from 0; a job is told which it was given by a variable in its environment. Immutable and thread-safe.
 *
 * @param name letters, digits, hyphens and underscores, a letter first
 * @param count how many units there are; at least 1
 * @param variable holds the numbers of the units given to a job, separated by commas, whatever its own environment says
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
            problems.add("resources", name, "a resource's name is made of letters, digits, - and _, a letter first");
        }
        if (count < 1) {
            problems.add("resources." + name, count, "must be at least 1");
        }
        if (!variable.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            problems.add("resources." + name, variable, "is no name of a variable");
        }
        problems.throwIfAny();
    }

    /** A resource whose units are told by {@code EXPOOL_RESOURCE_} and its name in capitals. */
    public static Resource of(String name, int count) {
        return new Resource(
                name, count, "EXPOOL_RESOURCE_" + name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
