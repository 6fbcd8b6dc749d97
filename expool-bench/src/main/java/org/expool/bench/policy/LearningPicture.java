package org.expool.bench.policy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.expool.MemorySize;
import org.expool.core.memory.QueueOrder;
import org.expool.simulator.trace.Replay;
import org.expool.simulator.trace.ReplaySettings;
import org.expool.simulator.trace.ReplayStep;

/**
 * Draws what the jobs of each category were promised and used, in the order of their starts: an SVG file. Stateless.
 */
public final class LearningPicture {

    private static final int JOBS = 320;
    private static final int WORKERS = 8;
    private static final MemorySize LIMIT = MemorySize.ofGiB(32);

    private static final int WIDTH = 720;
    private static final int LEFT = 80;
    private static final int HEIGHT = 110;
    private static final int GAP = 50;

    private LearningPicture() {}

    /**
     * Writes {@code memory-learning.svg}.
     *
     * @param folder for the file; made if there is none
     * @throws org.expool.bench.machine.BenchException if it cannot be written
     */
    public static Path writeTo(Path folder) {
        List<ReplayStep> starts = new ArrayList<>();
        new Replay(new ReplaySettings(WORKERS, WORKERS, LIMIT.bytes(), QueueOrder.LARGEST), step -> {
                    if (step.kind() == ReplayStep.Kind.START) {
                        starts.add(step);
                    }
                })
                .run(Pipeline.jobs(JOBS));
        StringBuilder svg = new StringBuilder();
        int top = 30;
        svg.append(Svg.begin(WIDTH, (HEIGHT + GAP) * Pipeline.CATEGORIES.size() + 30));
        for (String category : Pipeline.CATEGORIES) {
            panel(svg, top, category, starts);
            top += HEIGHT + GAP;
        }
        svg.append(Svg.text(LEFT, top - 15, "filled: the peak of each job; line: what it was promised at its start"));
        return Svg.write(
                folder.resolve("memory-learning.svg"), svg.append(Svg.end()).toString());
    }

    private static void panel(StringBuilder svg, int top, String category, List<ReplayStep> all) {
        List<ReplayStep> starts = all.stream()
                .filter(step -> category.equals(step.job().category()))
                .toList();
        long most = starts.stream()
                .mapToLong(step -> Math.max(step.promisedBytes(), step.job().peakBytes()))
                .max()
                .orElseThrow();
        int bottom = top + HEIGHT;
        double perByte = (double) HEIGHT / most;
        double width = (double) (WIDTH - LEFT - 10) / starts.size();
        StringBuilder peaks = new StringBuilder();
        StringBuilder promises = new StringBuilder();
        for (int i = 0; i < starts.size(); i++) {
            ReplayStep start = starts.get(i);
            double x = LEFT + i * width;
            double peak = start.job().peakBytes() * perByte;
            peaks.append(String.format(Locale.ROOT, "M%.1f %dv%.1fh%.1fv%.1fz", x, bottom, -peak, 0.7 * width, peak));
            promises.append(String.format(
                    Locale.ROOT,
                    "%s%.1f %.1fh%.1f",
                    i == 0 ? "M" : "L",
                    x,
                    bottom - start.promisedBytes() * perByte,
                    width));
        }
        svg.append(Svg.text(LEFT, top - 4, category + ", " + starts.size() + " jobs"));
        svg.append(Svg.path(peaks.toString(), "fill=\"#9ecae1\""));
        svg.append(Svg.path(promises.toString(), "fill=\"none\" stroke=\"#d95f02\" stroke-width=\"1\""));
        svg.append(Svg.path("M%d %dV%dH%d".formatted(LEFT, top, bottom, WIDTH - 10), "stroke=\"black\" fill=\"none\""));
        svg.append(Svg.text(4, top + 10, MemorySize.ofBytes(most).toString()));
    }
}
