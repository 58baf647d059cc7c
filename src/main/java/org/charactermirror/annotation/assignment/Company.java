package org.charactermirror.annotation.assignment;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who shares items with whom.
 *
 * @param shared items that two people share
 * @param groups how many groups share nothing with each other
 */
record Company(Spread shared, int groups) {

    static Company of(List<String> people, Collection<Set<String>> judges) {
        Map<String, Integer> numbers = new HashMap<>();
        people.forEach(name -> numbers.put(name, numbers.size()));
        int[][] shared = new int[people.size()][people.size()];
        for (Set<String> together : judges) {
            for (String one : together) {
                for (String other : together) {
                    shared[numbers.getOrDefault(one, 0)][numbers.getOrDefault(other, 0)]++;
                }
            }
        }
        List<Integer> pairs = new ArrayList<>();
        for (int i = 0; i < shared.length; i++) {
            for (int j = 0; j < i; j++) {
                pairs.add(shared[i][j]);
            }
        }
        return new Company(Spread.of(pairs), groups(shared));
    }

    private static int groups(int[][] shared) {
        boolean[] seen = new boolean[shared.length];
        int groups = 0;
        for (int start = 0; start < shared.length; start++) {
            if (seen[start]) {
                continue;
            }
            groups++;
            seen[start] = true;
            ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(start));
            while (!queue.isEmpty()) {
                int person = queue.remove();
                for (int other = 0; other < shared.length; other++) {
                    if (!seen[other] && shared[person][other] > 0) {
                        seen[other] = true;
                        queue.add(other);
                    }
                }
            }
        }
        return groups;
    }
}
