package org.expool.tests.support;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Tarjan's algorithm (Depth-first search and linear graph algorithms, SIAM J. Comput. 1, 1972): the strongly connected components of a graph. */
public final class StronglyConnected {

    private final Map<String, Set<String>> graph;
    private final Map<String, Integer> index = new HashMap<>();
    private final Map<String, Integer> lowLink = new HashMap<>();
    private final Deque<String> stack = new ArrayDeque<>();
    private final List<Set<String>> components = new ArrayList<>();

    private StronglyConnected(Map<String, Set<String>> graph) {
        this.graph = graph;
    }

    /** The components of a graph that maps each node to its successors; every node is in exactly one. */
    public static List<Set<String>> componentsOf(Map<String, Set<String>> graph) {
        StronglyConnected search = new StronglyConnected(graph);
        for (String node : graph.keySet()) {
            if (!search.index.containsKey(node)) {
                search.visit(node);
            }
        }
        return search.components;
    }

    private int visit(String node) {
        int number = index.size();
        index.put(node, number);
        lowLink.put(node, number);
        stack.push(node);
        for (String next : graph.getOrDefault(node, Set.of())) {
            if (!index.containsKey(next)) {
                lowLink.merge(node, visit(next), Math::min);
            } else if (stack.contains(next)) {
                lowLink.merge(node, index.get(next), Math::min);
            }
        }
        if (lowLink.get(node) == number) {
            Set<String> component = new TreeSet<>();
            String member;
            do {
                member = stack.pop();
                component.add(member);
            } while (!member.equals(node));
            components.add(component);
        }
        return lowLink.get(node);
    }
}
