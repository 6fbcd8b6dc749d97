/**
 * What PyExPool's own tests pin, and what it does wrong, tested here. The rows are those of its test table, the lessons
 * are numbered in docs/differences-from-pyexpool.md.
 */
package org.expool.tests.pyexpool;
