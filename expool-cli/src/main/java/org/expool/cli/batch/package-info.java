/** Reads batches: pools, tasks and jobs from documents and streams. */
package org.expool.cli.batch;
