package org.charactermirror.store;

import java.sql.SQLException;

/** A change of a study's database, made within a transaction that may hold others. */
@FunctionalInterface
interface Change {

    /** Makes the change; it may be made again if the transaction is rolled back because of another one. */
    void make(ReusedStatements statements) throws SQLException;
}
