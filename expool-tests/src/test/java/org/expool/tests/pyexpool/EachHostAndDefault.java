package org.expool.tests.pyexpool;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A scenario whose result does not depend on the number of workers, run with its own and with the default number. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0}")
@MethodSource("org.expool.tests.pyexpool.ScenarioHost#allAndTheirDefaults")
@interface EachHostAndDefault {}
