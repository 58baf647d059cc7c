package org.charactermirror.annotation.assignment;

import java.util.Arrays;

/** Sends units through a network, each on the cheapest way that is left; the network has no cycle of negative cost. */
final class CheapestFlow {

    private static final long FAR = Long.MAX_VALUE / 4;

    private final int[] first;
    private int edges;
    private int[] next = new int[1024];
    private int[] target = new int[1024];
    private int[] room = new int[1024];
    private long[] cost = new long[1024];

    CheapestFlow(int nodes) {
        first = new int[nodes];
        Arrays.fill(first, -1);
    }

    /** Adds an edge and returns its number. */
    int edge(int from, int to, int capacity, long price) {
        if (edges + 2 > next.length) {
            next = Arrays.copyOf(next, 2 * edges);
            target = Arrays.copyOf(target, 2 * edges);
            room = Arrays.copyOf(room, 2 * edges);
            cost = Arrays.copyOf(cost, 2 * edges);
        }
        add(from, to, capacity, price);
        add(to, from, 0, -price);
        return edges - 2;
    }

    private void add(int from, int to, int capacity, long price) {
        next[edges] = first[from];
        target[edges] = to;
        room[edges] = capacity;
        cost[edges] = price;
        first[from] = edges++;
    }

    /** Returns whether an edge carries anything. */
    boolean used(int edge) {
        return room[edge ^ 1] > 0;
    }

    /** Sends up to an amount, one unit at a time, and returns how much went through. */
    int send(int source, int sink, int amount) {
        int sent = 0;
        int[] through = new int[first.length];
        while (sent < amount && wayTo(source, sink, through)) {
            for (int node = sink; node != source; node = target[through[node] ^ 1]) {
                room[through[node]]--;
                room[through[node] ^ 1]++;
            }
            sent++;
        }
        return sent;
    }

    /** Finds the cheapest way by Bellman and Ford, with a queue of the nodes that came nearer. */
    private boolean wayTo(int source, int sink, int[] through) {
        int nodes = first.length;
        long[] distance = new long[nodes];
        Arrays.fill(distance, FAR);
        boolean[] waiting = new boolean[nodes];
        int[] queue = new int[nodes + 1];
        int head = 0;
        int tail = 0;
        distance[source] = 0;
        queue[tail++] = source;
        while (head != tail) {
            int node = queue[head];
            head = head == nodes ? 0 : head + 1;
            waiting[node] = false;
            for (int edge = first[node]; edge >= 0; edge = next[edge]) {
                int to = target[edge];
                if (room[edge] > 0 && distance[node] + cost[edge] < distance[to]) {
                    distance[to] = distance[node] + cost[edge];
                    through[to] = edge;
                    if (!waiting[to]) {
                        waiting[to] = true;
                        queue[tail] = to;
                        tail = tail == nodes ? 0 : tail + 1;
                    }
                }
            }
        }
        return distance[sink] < FAR;
    }
}
