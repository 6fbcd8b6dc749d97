/** Reads YAML and JSON into trees that know their lines, and values out of such trees. */
package org.expool.cli.read;
