/** Hosts and plans as text for people and JSON for programs. */
package org.expool.cli.topology;
