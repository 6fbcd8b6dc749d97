package org.expool.bench.policy;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.expool.MemorySize;
import org.expool.core.memory.QueueOrder;
import org.expool.simulator.trace.Replay;
import org.expool.simulator.trace.ReplayResult;
import org.expool.simulator.trace.ReplaySettings;
import org.expool.simulator.trace.TraceJob;

/** Draws the memory promised and used over time by the same jobs in each order: an SVG file. Stateless. */
public final class PolicyPicture {

    private static final int WORKERS = 8;
    private static final MemorySize LIMIT = MemorySize.ofGiB(16);

    private static final int WIDTH = 720;
    private static final int LEFT = 60;
    private static final int HEIGHT = 130;
    private static final int GAP = 50;

    private PolicyPicture() {}

    /**
     * Writes {@code memory-policies.svg}.
     *
     * @param folder for the file; made if there is none
     * @throws org.expool.bench.machine.BenchException if it cannot be written
     */
    public static Path writeTo(Path folder) {
        return Svg.write(folder.resolve("memory-policies.svg"), draw());
    }

    private static String draw() {
        Map<String, ReplayResult> results = new LinkedHashMap<>();
        Map<String, MemoryCurve> curves = new LinkedHashMap<>();
        List<TraceJob> known =
                Pipeline.jobs(120).stream().map(TraceJob::declaringPeak).toList();
        replay("fifo, peaks known", QueueOrder.SUBMISSION, known, results, curves);
        replay("largest first, peaks known", QueueOrder.LARGEST, known, results, curves);
        replay("largest first, peaks learned", QueueOrder.LARGEST, Pipeline.jobs(120), results, curves);
        double longest = results.values().stream()
                .mapToDouble(ReplayResult::makespanSeconds)
                .max()
                .orElseThrow();
        double scale = (WIDTH - LEFT - 10) / longest;
        StringBuilder svg = new StringBuilder();
        int height = (HEIGHT + GAP) * results.size() + 30;
        svg.append(Svg.begin(WIDTH, height));
        int top = 30;
        for (String name : results.keySet()) {
            panel(svg, top, scale, name, results.get(name), requireNonNull(curves.get(name)));
            top += HEIGHT + GAP;
        }
        svg.append(Svg.text(
                LEFT, top - 15, "filled: used; line: promised; dashed: the limit; crosses: postponed for others"));
        return svg.append(Svg.end()).toString();
    }

    private static void replay(
            String name,
            QueueOrder order,
            List<TraceJob> jobs,
            Map<String, ReplayResult> results,
            Map<String, MemoryCurve> curves) {
        MemoryCurve curve = new MemoryCurve();
        ReplaySettings settings = new ReplaySettings(WORKERS, WORKERS, LIMIT.bytes(), order);
        results.put(name, new Replay(settings, curve).run(jobs));
        curves.put(name, curve);
    }

    private static void panel(
            StringBuilder svg, int top, double scale, String name, ReplayResult result, MemoryCurve curve) {
        int bottom = top + HEIGHT;
        double perByte = HEIGHT / (1.1 * LIMIT.bytes());
        int limit = (int) Math.round(bottom - LIMIT.bytes() * perByte);
        svg.append(Svg.text(
                LEFT,
                top - 4,
                String.format(
                        Locale.ROOT,
                        "%s: %.0f s, %.2f times the bound",
                        name,
                        result.makespanSeconds(),
                        result.ratio())));
        svg.append(Svg.path(steps(curve.used(), bottom, scale, perByte), "fill=\"#9ecae1\""));
        svg.append(Svg.path(
                steps(curve.promised(), bottom, scale, perByte),
                "fill=\"none\" stroke=\"#d95f02\" stroke-width=\"1\""));
        svg.append(Svg.path(
                "M%d %dH%d".formatted(LEFT, limit, WIDTH - 10),
                "stroke=\"black\" stroke-dasharray=\"4 3\" fill=\"none\""));
        svg.append(Svg.path("M%d %dV%dH%d".formatted(LEFT, top, bottom, WIDTH - 10), "stroke=\"black\" fill=\"none\""));
        svg.append(Svg.text(4, limit + 4, LIMIT.toString()));
        for (double at : curve.postponed()) {
            int x = (int) Math.round(LEFT + at * scale);
            svg.append(
                    Svg.path("M%d %dl6 6m0 -6l-6 6".formatted(x - 3, bottom - 9), "stroke=\"#a50f15\" fill=\"none\""));
        }
        double end = LEFT + result.makespanSeconds() * scale;
        svg.append(Svg.text((int) end - 40, bottom + 14, Math.round(result.makespanSeconds()) + " s"));
    }

    private static String steps(List<MemoryCurve.Point> points, int bottom, double scale, double perByte) {
        StringBuilder path = new StringBuilder("M" + LEFT + " " + bottom);
        for (MemoryCurve.Point point : points) {
            path.append(String.format(
                    Locale.ROOT,
                    "H%.1fV%.1f",
                    LEFT + point.seconds() * scale,
                    bottom - Math.max(0, point.bytes()) * perByte));
        }
        return path.toString();
    }
}
