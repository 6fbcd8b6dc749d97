/** Tells what became of jobs: as lines of JSON or as text for people. */
package org.expool.cli.report;
