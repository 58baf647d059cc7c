package org.charactermirror.analysis.calibration;

import org.charactermirror.annotation.Origin;

/**
 * Who is compared with people.
 *
 * @param id under which its rows stand
 * @param origin a judging model, or a metric that flags
 */
public record Judge(String id, Origin origin) implements Comparable<Judge> {

    @Override
    public int compareTo(Judge other) {
        int byOrigin = origin.compareTo(other.origin);
        return byOrigin != 0 ? byOrigin : id.compareTo(other.id);
    }
}
