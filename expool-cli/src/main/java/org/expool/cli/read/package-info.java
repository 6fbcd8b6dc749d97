/** Reads YAML and JSON into trees with line numbers, and values from these trees. */
package org.expool.cli.read;
