package org.expool.spi.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.expool.spi.LaunchStep;
import org.junit.jupiter.api.Test;

/** A decorator passes on every method of a launch step, also one that is added later. */
class ForwardingLaunchStepTest {

    private record Sticky(int cgroup) implements LaunchStep {
        @Override
        public LaunchStep onSpawnerThread() {
            return cgroup < 0 ? new Sticky(-cgroup) : this;
        }

        @Override
        public boolean isSticky() {
            return true;
        }

        @Override
        public List<String> prefix() {
            return List.of("word");
        }
    }

    private static final class Decorator extends ForwardingLaunchStep {
        Decorator(LaunchStep step) {
            super(step);
        }

        @Override
        protected LaunchStep around(LaunchStep spawnerStep) {
            return new Decorator(spawnerStep);
        }
    }

    @Test
    void overridesEveryMethod() {
        List<String> missing = Stream.of(LaunchStep.class.getMethods())
                .filter(method -> !isOverridden(method))
                .map(Method::getName)
                .toList();
        assertThat(missing).isEmpty();
    }

    private static boolean isOverridden(Method method) {
        try {
            ForwardingLaunchStep.class.getDeclaredMethod(method.getName(), method.getParameterTypes());
            return true;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    @Test
    void theStepForTheSpawnerThreadIsDecoratedToo() {
        LaunchStep step = new Decorator(new Sticky(-7)).onSpawnerThread();
        assertThat(step).isInstanceOf(Decorator.class);
        assertThat(step.cgroup()).isEqualTo(7);
        assertThat(step.onSpawnerThread()).isSameAs(step);
    }

    @Test
    void isStickyAndEqualAsTheStepIs() {
        LaunchStep step = new Decorator(new Sticky(7));
        assertThat(step.isSticky()).isTrue();
        assertThat(step.prefix()).containsExactly("word");
        assertThat(step).isEqualTo(new Decorator(new Sticky(7))).hasSameHashCodeAs(new Decorator(new Sticky(7)));
        assertThat(step).isNotEqualTo(new Decorator(new Sticky(8))).isNotEqualTo(new Sticky(7));
    }
}
